import {type Puzzle, Solving, type Told} from './puzzle';

onmessage = ({data}: MessageEvent<Puzzle>) => {
  const solving = new Solving(data);
  for (let counter: string | null = null; counter === null;) {
    counter = solving.slice(8192);
    postMessage({tried: solving.tried, counter} satisfies Told);
  }
};
