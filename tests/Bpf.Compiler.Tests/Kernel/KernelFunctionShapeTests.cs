using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>
/// The declarations of kernel functions whose parameters have a suffix with a meaning to the verifier. Those of <c>__str</c> are only for security programs,
/// which the guests load.
/// </summary>
public sealed class KernelFunctionShapeTests
{
    [Fact]
    public void ConstantTypesAreTypesOfTheKernel() => KernelRun.Syscall("""
        public struct Call { public long Id; public long Found; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            task_struct* task = (task_struct*)BpfHelpers.GetCurrentTask();
            task_struct* known = (task_struct*)KernelFunctions.bpf_rdonly_cast(task, Core.TypeIdKernel<task_struct>());
            call.Found = known->tgid;
            return 0;
        }
        """, [0, 0], after => Assert.Equal(Environment.ProcessId, after[1]));

    [Fact]
    public void ConstantSizesAreSizesOfBuffers() => KernelRun.Syscall("""
        public struct Call { public long Id; public long Slice; public long Clone; public long Length; }
        [BpfMap(MaxEntries = 1)] static readonly BpfArray<long> Values = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            if (!Values.TryGetRef(0, out BpfRef<long> value))
                return 1;
            value.Value = 77;
            if (BpfDynptr.FromValue(value, 8, out BpfDynptr memory) != 0)
                return 1;
            long* slice = (long*)KernelFunctions.bpf_dynptr_slice((bpf_dynptr*)&memory, 0, null, sizeof(long));
            if (slice != null)
                call.Slice = *slice;
            BpfDynptr clone;
            if (KernelFunctions.bpf_dynptr_clone((bpf_dynptr*)&memory, (bpf_dynptr*)&clone) == 0 && clone.TryRead(0, out long copied))
                call.Clone = copied;
            call.Length = memory.Length;
            call.Length += memory.TryTrim(2, 7) ? memory.Length * 100 : 0;
            call.Length += memory.TryTrim(0, 6) ? 1_000_000 : 0;
            return 0;
        }
        """, [0, 0, 0, 0], after => Assert.Equal((77L, 77L, 508L), (after[1], after[2], after[3])));

    [Fact]
    public void MapsAndFlagsArePassed() => KernelRun.Syscall("""
        public struct Call { public long Id; public long Value; public long Texts; }
        [BpfMap(MaxEntries = 4)] static readonly BpfArena Arena = new();
        static long s_kept;
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            void* page = KernelFunctions.bpf_arena_alloc_pages(Arena, null, 1, -1, 0);
            if (page == null)
                return 1;
            var pointer = new BpfArenaPointer<long>((ulong)page);
            pointer.Value = 33;
            call.Value = pointer.Value;
            KernelFunctions.bpf_arena_free_pages(Arena, page, 1);
            ulong flags;
            KernelFunctions.bpf_local_irq_save(&flags);
            s_kept++;
            KernelFunctions.bpf_local_irq_restore(&flags);
            fixed (byte* first = "abc"u8, second = "abd"u8)
                call.Texts = KernelFunctions.bpf_strcmp(first, second) * 100 + KernelFunctions.bpf_strlen(first);
            return 0;
        }
        """, [0, 0, 0], after => Assert.Equal((33L, -97L), (after[1], after[2])));
}
