namespace Bpf;

/// <summary>
/// Enumerates objects of the kernel in a program, with <c>foreach</c>. The verifier accepts such a loop whatever its number of iterations. An enumerator that
/// is not the source of a <c>foreach</c> must be disposed on every path.
/// </summary>
public static unsafe class KernelIterators
{
    private const uint ThreadsOfProcess = 2; // BPF_TASK_ITER_PROC_THREADS

    /// <summary>Counts (<c>bpf_iter_num</c>, kernel 6.4): a loop whose bounds the verifier need not know.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">
    /// One more than the last, at most <paramref name="start"/> + 8,388,608. If it is larger, or less than <paramref name="start"/>, the loop is empty.
    /// </param>
    [BpfCalls("bpf_iter_num_new")]
    public static KernelNumberEnumerator<NumberIteration> Range(int start, int end)
    {
        ref NumberIteration state = ref ProgramStack.Keep<NumberIteration>();
        NumberIteration.Start(ref state, start, end);
        return new KernelNumberEnumerator<NumberIteration>(ref state);
    }

    /// <summary>Enumerates the bits that are set in memory of the kernel (<c>bpf_iter_bits</c>, kernel 6.11), from the lowest.</summary>
    /// <param name="words">The bits; they are copied.</param>
    /// <param name="count">Number of 64-bit words, 1 to 511. With other numbers, or if the memory cannot be read, the loop is empty.</param>
    [BpfCalls("bpf_iter_bits_new")]
    public static KernelNumberEnumerator<BitIteration> SetBits(ulong* words, uint count)
    {
        ref BitIteration state = ref ProgramStack.Keep<BitIteration>();
        BitIteration.Start(ref state, words, count);
        return new KernelNumberEnumerator<BitIteration>(ref state);
    }

    /// <summary>
    /// Enumerates tasks (<c>bpf_iter_task</c>, kernel 6.7). A sleepable program has to hold the RCU lock meanwhile (<see cref="KernelScope.Rcu"/>).
    /// </summary>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <param name="scope">Which tasks.</param>
    [BpfCalls("bpf_iter_task_new")]
    public static KernelEnumerator<TaskIteration<TTask>, TTask> Tasks<TTask>(TaskScope scope = TaskScope.Processes)
        where TTask : unmanaged
    {
        ref TaskIteration<TTask> state = ref ProgramStack.Keep<TaskIteration<TTask>>();
        TaskIteration<TTask>.Start(ref state, null, (uint)scope);
        return new KernelEnumerator<TaskIteration<TTask>, TTask>(ref state);
    }

    /// <summary>
    /// Enumerates the threads of a process (<c>bpf_iter_task</c>, kernel 6.7). A sleepable program has to hold the RCU lock meanwhile
    /// (<see cref="KernelScope.Rcu"/>).
    /// </summary>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <param name="process">Any thread of the process.</param>
    [BpfCalls("bpf_iter_task_new")]
    public static KernelEnumerator<TaskIteration<TTask>, TTask> ThreadsOf<TTask>(TTask* process)
        where TTask : unmanaged
    {
        ref TaskIteration<TTask> state = ref ProgramStack.Keep<TaskIteration<TTask>>();
        TaskIteration<TTask>.Start(ref state, process, ThreadsOfProcess);
        return new KernelEnumerator<TaskIteration<TTask>, TTask>(ref state);
    }

    /// <summary>
    /// Enumerates the memory mappings of a process (<c>bpf_iter_task_vma</c>, kernel 6.7), in the order of their addresses. If the process is just changing
    /// them, the loop is empty, because the program does not wait for its lock.
    /// </summary>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <typeparam name="TMapping"><c>vm_area_struct</c>.</typeparam>
    /// <param name="process">Any thread of the process.</param>
    /// <param name="address">The first mapping is the one with this address, or the next.</param>
    [BpfCalls("bpf_iter_task_vma_new")]
    public static KernelEnumerator<MappingIteration<TTask, TMapping>, TMapping> MappingsOf<TTask, TMapping>(TTask* process, ulong address = 0)
        where TTask : unmanaged
        where TMapping : unmanaged
    {
        ref MappingIteration<TTask, TMapping> state = ref ProgramStack.Keep<MappingIteration<TTask, TMapping>>();
        MappingIteration<TTask, TMapping>.Start(ref state, process, address);
        return new KernelEnumerator<MappingIteration<TTask, TMapping>, TMapping>(ref state);
    }

    /// <summary>
    /// Enumerates cgroups (<c>bpf_iter_css</c>, kernel 6.7). A sleepable program has to hold the RCU lock meanwhile (<see cref="KernelScope.Rcu"/>).
    /// </summary>
    /// <typeparam name="TState"><c>cgroup_subsys_state</c>; its <c>cgroup</c> is the cgroup.</typeparam>
    /// <param name="start">The state of the cgroup with which to start: <c>&amp;cgroup->self</c>.</param>
    /// <param name="order">Which cgroups.</param>
    [BpfCalls("bpf_iter_css_new")]
    public static KernelEnumerator<CgroupIteration<TState>, TState> Cgroups<TState>(TState* start, CgroupOrder order)
        where TState : unmanaged
    {
        ref CgroupIteration<TState> state = ref ProgramStack.Keep<CgroupIteration<TState>>();
        CgroupIteration<TState>.Start(ref state, start, (uint)order);
        return new KernelEnumerator<CgroupIteration<TState>, TState>(ref state);
    }

    /// <summary>
    /// Enumerates the tasks of a cgroup (<c>bpf_iter_css_task</c>, kernel 6.7). Only in LSM programs, iterators, and sleepable programs.
    /// </summary>
    /// <typeparam name="TState"><c>cgroup_subsys_state</c>.</typeparam>
    /// <typeparam name="TTask"><c>task_struct</c>.</typeparam>
    /// <param name="cgroup">The state of the cgroup: <c>&amp;cgroup->self</c>.</param>
    /// <param name="scope">Which tasks.</param>
    [BpfCalls("bpf_iter_css_task_new")]
    public static KernelEnumerator<CgroupTaskIteration<TState, TTask>, TTask> TasksOf<TState, TTask>(
        TState* cgroup, CgroupTaskScope scope = CgroupTaskScope.Processes)
        where TState : unmanaged
        where TTask : unmanaged
    {
        ref CgroupTaskIteration<TState, TTask> state = ref ProgramStack.Keep<CgroupTaskIteration<TState, TTask>>();
        CgroupTaskIteration<TState, TTask>.Start(ref state, cgroup, (uint)scope);
        return new KernelEnumerator<CgroupTaskIteration<TState, TTask>, TTask>(ref state);
    }

    /// <summary>Enumerates the slab caches (<c>bpf_iter_kmem_cache</c>, kernel 6.13). Only in sleepable programs.</summary>
    /// <typeparam name="TCache"><c>kmem_cache</c>.</typeparam>
    [BpfCalls("bpf_iter_kmem_cache_new")]
    public static KernelEnumerator<SlabCacheIteration<TCache>, TCache> SlabCaches<TCache>()
        where TCache : unmanaged
    {
        ref SlabCacheIteration<TCache> state = ref ProgramStack.Keep<SlabCacheIteration<TCache>>();
        SlabCacheIteration<TCache>.Start(ref state);
        return new KernelEnumerator<SlabCacheIteration<TCache>, TCache>(ref state);
    }

    /// <summary>Enumerates the DMA buffers (<c>bpf_iter_dmabuf</c>, kernel 6.16). Only in sleepable programs.</summary>
    /// <typeparam name="TBuffer"><c>dma_buf</c>.</typeparam>
    [BpfCalls("bpf_iter_dmabuf_new")]
    public static KernelEnumerator<DmaBufferIteration<TBuffer>, TBuffer> DmaBuffers<TBuffer>()
        where TBuffer : unmanaged
    {
        ref DmaBufferIteration<TBuffer> state = ref ProgramStack.Keep<DmaBufferIteration<TBuffer>>();
        DmaBufferIteration<TBuffer>.Start(ref state);
        return new KernelEnumerator<DmaBufferIteration<TBuffer>, TBuffer>(ref state);
    }
}
