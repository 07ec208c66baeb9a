using System.Globalization;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Iterators of the kernel as <c>foreach</c>: the verifier accepts them, and they visit what .NET counts.</summary>
public sealed class KernelIterationTests
{
    [Fact]
    public void NumbersAreCounted() => KernelRun.Syscall("""
        public struct Call { public long End; public long Sum; public long Stop; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long sum = 0;
            foreach (int number in KernelIterators.Range(3, (int)call.End))
            {
                if (number == call.Stop)
                    break;
                sum += number;
            }
            call.Sum = sum;
            return 0;
        }
        """,
        [100_000, 0, 5000], after => Assert.Equal(Enumerable.Range(3, 4997).Sum(), after[1]));

    [Fact]
    public void ReturnEndsAnIteration() => KernelRun.Syscall("""
        public struct Call { public long Result; public long Wanted; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            call.Result = Find(call.Wanted);
            return 0;
        }
        static int Find(long wanted)
        {
            foreach (int i in KernelIterators.Range(0, 1000))
            {
                foreach (int j in KernelIterators.Range(0, 1000))
                {
                    if ((long)i * j == wanted && i > 1)
                        return i;
                    if (j == i)
                        break;
                }
            }
            return -1;
        }
        """,
        [0, 221], after => Assert.Equal(17, after[0]));

    [Fact]
    public void ThreadsOfThisProcessAreVisited()
    {
        using Barrier barrier = new(4);
        using ManualResetEventSlim end = new();
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() => { barrier.SignalAndWait(CancellationToken.None); end.Wait(CancellationToken.None); }))];
        Array.ForEach(threads, static thread => thread.Start());
        barrier.SignalAndWait(CancellationToken.None);
        try
        {
            KernelRun.Syscall("""
                public struct Call { public long Id; public long Count; public long Mine; public long Processes; public long Threads; }
                [SyscallProgram]
                public static int Run(ref Call call)
                {
                    task_struct* current = (task_struct*)BpfHelpers.GetCurrentTaskBtf();
                    using (KernelScope.Rcu())
                    {
                        foreach (task_struct* task in KernelIterators.ThreadsOf(current))
                        {
                            call.Count++;
                            if (task->tgid == call.Id)
                                call.Mine++;
                        }
                        foreach (task_struct* task in KernelIterators.Tasks<task_struct>())
                            call.Processes += task->pid == call.Id ? 1 : 0;
                        foreach (task_struct* task in KernelIterators.Tasks<task_struct>(TaskScope.Threads))
                            call.Threads += task->tgid == call.Id ? 1 : 0;
                    }
                    return 0;
                }
                """,
                [Environment.ProcessId, 0, 0, 0, 0], after =>
                {
                    // The runtime may start a thread meanwhile.
                    int count = Directory.GetDirectories("/proc/self/task").Length;
                    Assert.InRange(after[1], 4, count + 2);
                    Assert.Equal(after[1], after[2]);
                    Assert.Equal(1, after[3]);
                    Assert.InRange(after[4], after[1] - 2, count + 2);
                });
        }
        finally
        {
            end.Set();
            Array.ForEach(threads, static thread => thread.Join());
        }
    }

    [Fact]
    public void MappingsAreThoseOfMaps()
    {
        (long Start, long End)[] before = Mappings();
        // A mapping that does not change while the test runs: the one of the stack of the main thread.
        (long start, long end) = before.Single(static mapping => mapping.End - mapping.Start > 0 && IsMainStack(mapping.Start));
        KernelRun.Syscall("""
            public struct Call { public long Start; public long End; public long Count; public long Ordered; }
            [SyscallProgram]
            public static int Run(ref Call call)
            {
                task_struct* current = (task_struct*)BpfHelpers.GetCurrentTaskBtf();
                ulong last = 0;
                long count = 0;
                call.Ordered = 1;
                foreach (vm_area_struct* mapping in KernelIterators.MappingsOf<task_struct, vm_area_struct>(current))
                {
                    count++;
                    if (mapping->vm_start < last)
                        call.Ordered = 0;
                    last = mapping->vm_end;
                    if (mapping->vm_start == (ulong)call.Start)
                    {
                        call.End = (long)mapping->vm_end;
                        break;
                    }
                }
                call.Count = count;
                return 0;
            }
            """,
            [start, 0, 0, 0], after =>
            {
                Assert.Equal(end, after[1]);
                Assert.Equal(1, after[3]);
                int count = Array.FindIndex(Mappings(), mapping => mapping.Start == start) + 1;
                Assert.InRange(after[2], count - 16, count + 16);
            });

        static bool IsMainStack(long start)
            => File.ReadLines("/proc/self/maps").Any(line => line.EndsWith("[stack]", StringComparison.Ordinal) && StartOf(line) == start);
    }

    [Fact]
    public void BitsThatAreSetAreVisited() => KernelRun.Syscall("""
        public struct Call { public long Count; public long Sum; public long Mask; }
        static ulong s_first;
        static ulong s_second;
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            ulong* words = stackalloc ulong[2];
            words[0] = (ulong)call.Mask;
            words[1] = 0x8000000000000001;
            foreach (int bit in KernelIterators.SetBits(words, 2))
            {
                call.Count++;
                call.Sum += bit;
            }
            return 0;
        }
        """,
        [0, 0, 0x1_0000_0011], after => Assert.Equal((5L, 0L + 4 + 32 + 64 + 127), (after[0], after[1])));

    [Fact]
    public void ObjectsOfTheKernelAreVisited() => KernelRun.Syscall("""
        public struct Call { public long Caches; public long Buffers; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            foreach (kmem_cache* cache in KernelIterators.SlabCaches<kmem_cache>())
                call.Caches += cache->object_size > 0 ? 1 : 0;
            foreach (dma_buf* buffer in KernelIterators.DmaBuffers<dma_buf>())
                call.Buffers += buffer->size > 0 ? 1 : 0;
            return 0;
        }
        """,
        [0, 0], after => Assert.InRange(after[0], 20, 10_000));

    [Fact]
    public void CgroupsAreVisited()
    {
        KernelRequirement.NeedRoot();
        string root = Path.Combine(KernelFileSystem.Cgroup.Need(), $"bpf-iteration-{Environment.ProcessId}");
        string[] directories = [root, Path.Combine(root, "one"), Path.Combine(root, "two"), Path.Combine(root, "one", "inner")];
        try
        {
            Array.ForEach(directories, static directory => Directory.CreateDirectory(directory));
            KernelRun.Syscall("""
                public struct Call { public long Id; public long Down; public long Children; public long Up; public long First; public long Last; }
                [SyscallProgram]
                public static int Run(ref Call call)
                {
                    cgroup* group = KernelFunctions.bpf_cgroup_from_id((ulong)call.Id);
                    if (group == null)
                        return 1;
                    int level = group->level;
                    using (KernelScope.Rcu())
                    {
                        foreach (cgroup_subsys_state* state in KernelIterators.Cgroups(&group->self, CgroupOrder.ParentsFirst))
                        {
                            if (call.Down == 0)
                                call.First = state->cgroup->level;
                            call.Down++;
                            if (state->cgroup->level == level + 1)
                                call.Children++;
                        }
                        foreach (cgroup_subsys_state* state in KernelIterators.Cgroups(&group->self, CgroupOrder.ChildrenFirst))
                            call.Last = state->cgroup->level;
                        foreach (cgroup_subsys_state* state in KernelIterators.Cgroups(&group->self, CgroupOrder.Ancestors))
                            call.Up++;
                    }
                    KernelFunctions.bpf_cgroup_release(group);
                    return 0;
                }
                """,
                [IdOf(root), 0, 0, 0, 0, 0], after => Assert.Equal((4L, 2L, 2L, 1L, 1L), (after[1], after[2], after[3], after[4], after[5])));
        }
        finally
        {
            foreach (string directory in directories.Reverse().Where(Directory.Exists))
            {
                Directory.Delete(directory);
            }
        }
    }

    [Theory]
    [InlineData("using (KernelScope.NoPreemption()) { call.Result = call.Stop; if (call.Stop == 2) return 1; call.Result++; }")]
    [InlineData("using (KernelScope.NoInterrupts()) { call.Result = call.Stop; if (call.Stop == 2) return 1; call.Result++; }")]
    [InlineData("using (KernelScope.NoInterrupts()) using (KernelScope.Rcu()) { call.Result = call.Stop; if (call.Stop == 2) return 1; call.Result++; }")]
    [InlineData("for (int i = 0; i < 3; i++) using (KernelScope.NoInterrupts()) { call.Result = call.Stop; if (call.Stop == 2) return 1; call.Result++; }")]
    public void ScopesEndOnEveryPath(string statement)
    {
        string program = $$"""
            public struct Call { public long Result; public long Stop; }
            [SyscallProgram]
            public static int Run(ref Call call) { {{statement}} return 0; }
            """;
        KernelRun.Syscall(program, [0, 1], after => Assert.Equal(2, after[0]));
        KernelRun.Syscall(program, [0, 2], after => Assert.Equal(2, after[0]));
    }

    private static (long Start, long End)[] Mappings()
        => [.. File.ReadLines("/proc/self/maps").Where(static line => !line.EndsWith("[vsyscall]", StringComparison.Ordinal))
            .Select(static line => (StartOf(line), long.Parse(line.AsSpan(line.IndexOf('-') + 1, line.IndexOf(' ') - line.IndexOf('-') - 1), NumberStyles.HexNumber)))];

    private static long StartOf(string line) => long.Parse(line.AsSpan(0, line.IndexOf('-')), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // The id of a cgroup is the number of its directory.
    private static long IdOf(string directory) => long.Parse(Tool.Run("stat", ["-c", "%i", directory]), CultureInfo.InvariantCulture);
}
