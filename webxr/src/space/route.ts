// The shortest way from somewhere to everywhere, over the columns of a walk: one search answers for all touchpoints, which a search
// for each of them (A*) would not.
import { FLUSH, type Walk } from "./walk";

export interface Ways {
  /** What it costs to get there, in metres and their surcharge; Infinity where one does not get. */
  readonly cost: Float32Array;
  /** The column before; −1 at a start. */
  readonly from: Int32Array;
}

/**
 * `charge` is what a metre costs in each column: 1, more where one goes unwillingly, 0 where one may not go. `step` is what a step
 * between two columns adds, or Infinity.
 */
export function waysFrom({ raster, height }: Walk, starts: readonly number[], charge: Float32Array, step: number): Ways {
  const { columns, rows, cell } = raster;
  const count = columns * rows;
  const cost = new Float32Array(count).fill(Infinity);
  const from = new Int32Array(count).fill(-1);
  const done = new Uint8Array(count);
  const heap = createHeap(cost);
  for (const start of starts) {
    if ((charge[start] ?? 0) > 0) {
      cost[start] = 0;
      heap.push(start);
    }
  }
  const offsets = [1, columns, -1, -columns, columns + 1, columns - 1, -columns - 1, -columns + 1];
  for (let column = heap.pop(); column >= 0; column = heap.pop()) {
    if (done[column] === 1) {
      continue;
    }
    done[column] = 1;
    const x = column % columns;
    if (x === 0 || x === columns - 1 || column < columns || column >= count - columns) {
      continue; // nobody goes on over the edge of the frame
    }
    for (let way = 0; way < 8; way++) {
      const to = column + (offsets[way] ?? 0);
      const price = charge[to] ?? 0;
      if (done[to] === 1 || price <= 0 || (way >= 4 && cutsCorner(columns, column, to, charge))) {
        continue;
      }
      const rise = Math.abs((height[to] ?? 0) - (height[column] ?? 0));
      const then = (cost[column] ?? 0) + price * cell * (way < 4 ? 1 : Math.SQRT2) + (rise <= FLUSH ? 0 : step);
      if (then < (cost[to] ?? Infinity)) {
        cost[to] = then;
        from[to] = column;
        heap.push(to);
      }
    }
  }
  return { cost, from };
}

function cutsCorner(columns: number, a: number, b: number, charge: Float32Array): boolean {
  const besideA = a - (a % columns) + (b % columns);
  const besideB = b - (b % columns) + (a % columns);
  return (charge[besideA] ?? 0) <= 0 || (charge[besideB] ?? 0) <= 0;
}

/** The columns from a start to a goal; empty when there is no way. */
export function wayTo({ cost, from }: Ways, goal: number): Int32Array {
  if (!((cost[goal] ?? Infinity) < Infinity)) {
    return new Int32Array(0);
  }
  let length = 0;
  for (let at = goal; at >= 0; at = from[at] ?? -1) {
    length++;
  }
  const way = new Int32Array(length);
  for (let at = goal; at >= 0; at = from[at] ?? -1) {
    way[--length] = at;
  }
  return way;
}

/** A binary heap of columns by their cost; a column may lie in it more than once. */
function createHeap(cost: Float32Array) {
  let items = new Int32Array(1024);
  let keys = new Float32Array(1024);
  let size = 0;
  const swap = (a: number, b: number) => {
    const [item, key] = [items[a] ?? 0, keys[a] ?? 0];
    items[a] = items[b] ?? 0;
    keys[a] = keys[b] ?? 0;
    items[b] = item;
    keys[b] = key;
  };
  const sink = () => {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      let least = at;
      if (left < size && (keys[left] ?? 0) < (keys[least] ?? 0)) least = left;
      if (left + 1 < size && (keys[left + 1] ?? 0) < (keys[least] ?? 0)) least = left + 1;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    push(column: number) {
      if (size === items.length) {
        const [moreItems, moreKeys] = [new Int32Array(size * 2), new Float32Array(size * 2)];
        moreItems.set(items);
        moreKeys.set(keys);
        [items, keys] = [moreItems, moreKeys];
      }
      items[size] = column;
      keys[size] = cost[column] ?? 0;
      for (let at = size++; at > 0; ) {
        const parent = (at - 1) >> 1;
        if ((keys[parent] ?? 0) <= (keys[at] ?? 0)) break;
        swap(at, parent);
        at = parent;
      }
    },
    /** −1 when it is empty. */
    pop(): number {
      while (size > 0) {
        const [column, key] = [items[0] ?? 0, keys[0] ?? 0];
        swap(0, --size);
        sink();
        if (key <= (cost[column] ?? 0)) return column; // else it was found again, nearer
      }
      return -1;
    },
  };
}
