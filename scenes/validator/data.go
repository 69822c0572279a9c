package validator

import (
	"context"
	"errors"
	"runtime"
	"sync"
)

const blockElements = 8192

// task looks at the data of one accessor, or of the joints of one primitive. Tasks run side by side; what they say is put
// into the report in the order of the tasks.
type task struct {
	cost int64
	run  func(ctx context.Context, v voice) error
	said *ledger
	err  error
}

// checkData reads every accessor that something is to be known of, once.
func (k *linker) checkData() error {
	tasks := append(k.sparseTasks(), k.accessorTasks()...)
	tasks = append(tasks, k.weightTasks()...)
	left := k.dataLimit()
	for i, t := range tasks {
		if left -= t.cost; left < 0 {
			tasks = tasks[:i]
			break
		}
	}
	k.runTasks(tasks)
	for _, t := range tasks {
		if t.said != nil {
			k.take(t.said)
		}
		if t.err != nil && !errors.Is(t.err, context.Canceled) { // the others were only stopped
			return k.explainRead(t.err)
		}
	}
	if err := k.ctx.Err(); err != nil {
		return err
	}
	if left < 0 {
		k.say(limitData, root, k.dataLimit())
		k.cut = true
	}
	return nil
}

// dataLimit: accessors may share bytes, but not so often that reading them takes minutes.
func (k *linker) dataLimit() int64 {
	if k.options.Limits.Data > 0 {
		return k.options.Limits.Data
	}
	var all int64
	for _, b := range k.buffers {
		if b != nil {
			all += b.data.size
		}
	}
	return max(1<<30, 16*all)
}

func (k *linker) runTasks(tasks []*task) {
	ctx, stop := context.WithCancel(k.ctx)
	defer stop()
	work := make(chan *task)
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 8, max(1, len(tasks))) {
		all.Go(func() {
			for t := range work {
				if t.work(ctx, k); t.err != nil {
					stop()
				}
			}
		})
	}
	for _, t := range tasks {
		work <- t
	}
	close(work)
	all.Wait()
}

func (t *task) work(ctx context.Context, k *linker) {
	defer belt(&t.err)
	t.said = newLedger(k.most)
	t.err = t.run(ctx, voice{k.tree, t.said})
}

func (k *linker) accessorTasks() []*task {
	var tasks []*task
	for _, a := range k.accessors {
		if a == nil || len(a.checks) == 0 {
			continue
		}
		r := newElementReader(a)
		if r == nil {
			continue
		}
		tasks = append(tasks, &task{cost: r.cost(), run: func(ctx context.Context, v voice) error { return r.check(ctx, v) }})
	}
	return tasks
}

// check runs all checks of an accessor over its elements.
func (r *elementReader) check(ctx context.Context, v voice) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		first := r.at * r.a.components()
		values, err := r.next(blockElements)
		if err != nil {
			return err
		}
		if len(values) == 0 {
			break
		}
		for _, c := range r.a.checks {
			c.block(v, values, first, len(r.offsets))
		}
	}
	for _, c := range r.a.checks {
		c.done(v)
	}
	r.raw, r.out = nil, nil
	return nil
}

// sparseTasks look at the indices of sparse accessors.
func (k *linker) sparseTasks() []*task {
	var tasks []*task
	for _, a := range k.accessors {
		if a == nil || a.sparse == nil || !a.readable() {
			continue
		}
		src := a.sparse.indexBytes()
		if src.ReaderAt == nil {
			continue
		}
		tasks = append(tasks, &task{cost: src.size, run: func(ctx context.Context, v voice) error { return checkSparse(ctx, v, a, src) }})
	}
	return tasks
}

func checkSparse(ctx context.Context, v voice, a *accessor, src blob) error {
	s := &sparseReader{indices: src, s: a.sparse}
	last := int64(-1)
	for ; s.at < a.sparse.count; s.at++ {
		if s.at%sparseBlock == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		index, err := s.index()
		if err != nil {
			return err
		}
		if last != -1 && index <= last {
			v.say(accessorSparseIndicesNonIncreasing, a.sparse.is, s.at, index, last)
		}
		if index >= a.count {
			v.say(accessorSparseIndexOob, a.sparse.is, s.at, index, a.count)
		}
		last = index
	}
	return nil
}

// explainRead: a file beside the model that cannot be read is the asset's fault, anything else is ours.
func (k *linker) explainRead(err error) error {
	var failed *externalError
	if !errors.As(err, &failed) || k.ctx.Err() != nil {
		return err
	}
	k.sayIn(ioFailed, failed.is, "uri", "The file cannot be read.")
	return nil
}
