# The Debian package: `cmake --build build/release --target package`, or `./run package`. docs/packaging.md describes what it
# installs, upgrades and rolls back.
include(GNUInstallDirs)

if(CMAKE_INSTALL_PREFIX_INITIALIZED_TO_DEFAULT)
  set(CMAKE_INSTALL_PREFIX /usr CACHE PATH "" FORCE)
endif()
install(FILES packaging/bassin.toml DESTINATION /etc/bassin)
install(FILES packaging/bassin.service DESTINATION lib/systemd/system)
install(FILES README.md docs/server.md docs/cli.md docs/packaging.md
  docs/casework-store.md docs/accounts.md openapi.yaml DESTINATION share/doc/bassin)
install(FILES LICENSE DESTINATION share/doc/bassin RENAME copyright)

# Built by `./run build` before the package is made.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/build/web DESTINATION share/bassin OPTIONAL)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bassin)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Bassin developers <bassin@invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "The shared workbench of a territory and its chambers")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/package)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)  # /etc stands beside /usr
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "passwd")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "weasyprint, pandoc")  # files of reports; without them the server says so
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(WRITE ${CMAKE_BINARY_DIR}/debian/conffiles "/etc/bassin/bassin.toml\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_BINARY_DIR}/debian/conffiles
  ${CMAKE_SOURCE_DIR}/packaging/debian/postinst
  ${CMAKE_SOURCE_DIR}/packaging/debian/prerm
  ${CMAKE_SOURCE_DIR}/packaging/debian/postrm)
include(CPack)
