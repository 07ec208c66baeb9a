using Bpf.Testing;
using Bpf.Runtime;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Functions that the kernel calls: lambdas and methods passed to helpers.</summary>
public sealed class CallbackTests
{
    [Theory]
    [Row(32, 33, 83, 84)]
    [InlineData("BpfHelpers.Loop(100, static (index, ref sum) => { sum += index; return BpfLoopResult.Continue; }, ref sum)")]
    [InlineData("BpfHelpers.Loop<long>(100, static (uint index, ref long sum) => { sum += index; return BpfLoopResult.Continue; }, ref sum)")]
    [InlineData("BpfHelpers.Loop(100, (index, ref sum) => { sum += index; return BpfLoopResult.Continue; }, ref sum)")]
    [InlineData("BpfHelpers.Loop<long>(100, Add, ref sum)")]
    [InlineData("BpfHelpers.Loop(100, (delegate*<uint, long*, long>)&AddTo, &sum, 0)")]
    [InlineData("BpfHelpers.Loop(1000, static (index, ref sum) => { sum += index; return index == 99 ? BpfLoopResult.Break : BpfLoopResult.Continue; }, ref sum)")]
    public void LoopsRunTheirBody(string loop) => KernelRun.Syscall($$"""
        public struct Call { public long Sum; public long Rounds; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long sum = 0;
            call.Rounds = {{loop}};
            call.Sum = sum;
            return 0;
        }
        static BpfLoopResult Add(uint index, ref long sum) { sum += index; return BpfLoopResult.Continue; }
        static long AddTo(uint index, long* sum) { *sum += index; return 0; }
        """, [0, 0], after => Assert.Equal([4950, 100], after));

    [Fact]
    public void LoopsNest() => KernelRun.Syscall("""
        public struct Call { public long Sum; public long Rounds; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long sum = 0;
            BpfHelpers.Loop(10, static (index, ref sum) =>
            {
                BpfHelpers.Loop(10, static (inner, ref sum) => { sum += inner; return BpfLoopResult.Continue; }, ref sum);
                return BpfLoopResult.Continue;
            }, ref sum);
            call.Sum = sum;
            return 0;
        }
        """, [0, 0], after => Assert.Equal(450, after[0]));

    [Fact]
    public void ForEachSeesEveryElement() => KernelRun.Syscall("""
        public struct Call { public long Sum; public long Count; }
        [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, long> Values = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            for (int i = 0; i < 8; i++)
                Values.Update(i, i * 10);
            long sum = 0;
            call.Count = Values.ForEach(static (map, ref key, ref value, ref sum) =>
            {
                sum += key + value;
                value = 0;
                return BpfLoopResult.Continue;
            }, ref sum);
            call.Sum = sum;
            return 0;
        }
        """, [0, 0], after => Assert.Equal([308, 8], after));

    [Fact]
    public void TimersRun() => KernelRun.Syscall("""
        public struct Call { public long First; public long Value; }
        public struct Element { public BpfTimer Timer; public long Ticks; }
        [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, Element> Elements = new();
        static long s_fired;
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            call.First = -1;
            Element fresh = default;
            if (call.Value == 0)
                Elements.Update(7, fresh);
            if (!Elements.TryGetRef(7, out BpfRef<Element> element))
                return 1;
            if (call.Value != 0)
            {
                call.Value = element.Value.Ticks + s_fired;
                return 0;
            }
            call.First = element.Value.Timer.Initialize(Elements)
                | element.Value.Timer.SetCallback(Elements, static (map, ref key, ref value) =>
                {
                    value.Ticks += key;
                    s_fired++;
                    if (value.Ticks < 21)
                        value.Timer.Start(1000);
                })
                | element.Value.Timer.Start(1000);
            return 0;
        }
        """, (_, run) =>
        {
            long[] call = [0, 0];
            run(call);
            Assert.Equal(0, call[0]);
            for (int tries = 0; tries < 1000; tries++)
            {
                call[1] = 1;
                run(call);
                if (call[1] >= 24)
                {
                    break;
                }

                Thread.Sleep(5);
            }

            Assert.Equal(24, call[1]); // 3 iterations of 7, and the counter
        });

    [Fact]
    public void TheProgramChoosesAmongFunctionsThatTheKernelMayHave() => KernelRun.Syscall("""
        public struct Call { public long First; public long Second; }
        [BpfKfunc("bpf_function_that_never_was", Optional = true)] static int Missing(long* value) => throw new BpfOnlyException();
        [BpfKfunc("bpf_cpumask_first", Optional = true)] static uint WithOtherParameters(long number) => throw new BpfOnlyException();
        [BpfKfunc("bpf_rcu_read_lock", Optional = true)] static void Lock() => throw new BpfOnlyException();
        [BpfKfunc("bpf_rcu_read_unlock", Optional = true)] static void Unlock() => throw new BpfOnlyException();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long value = 5;
            call.First = Core.FunctionExists(Missing) ? Missing(&value) : 7;
            if (Core.FunctionExists(Lock) && !Core.FunctionExists(WithOtherParameters))
            {
                Lock();
                call.Second = 1;
                Unlock();
            }
            return 0;
        }
        """, [0, 0], after => Assert.Equal([7, 1], after));

    [Fact]
    public void SpinLocksGuardTheirScope() => KernelRun.Syscall("""
        public struct Call { public long A; public long Result; }
        public struct Element { public BpfSpinLock Lock; public int Count; public long Sum; }
        [BpfMap(MaxEntries = 1)] static readonly BpfArray<Element> Elements = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            if (!Elements.TryGetRef(0, out BpfRef<Element> element))
                return 1;
            long a = call.A;
            using (element.Value.Lock.EnterScope())
            {
                element.Value.Count++;
                element.Value.Sum += a;
            }
            using (var scope = element.Value.Lock.EnterScope())
                call.Result = element.Value.Sum + element.Value.Count;
            return 0;
        }
        """, [5, 0], after => Assert.Equal(6, after[1]));

    [Fact]
    public void DynptrsAccessMemoryOfAnySize() => KernelRun.Syscall("""
        public struct Call { public long Length; public long Result; }
        public struct Block { public long A, B, C, D; }
        [BpfMap(MaxEntries = 1)] static readonly BpfArray<Block> Blocks = new();
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Block> Ring = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            if (!Blocks.TryGetRef(0, out BpfRef<Block> block))
                return 1;
            uint length = (uint)call.Length & 31;
            long status = BpfDynptr.FromValue(block, length, out BpfDynptr memory);
            bool wrote = memory.TryWrite(8, 42L);
            bool read = memory.TryRead(8, out long back);
            bool beyond = memory.TryRead(20, out long _);
            call.Result = status * 10000 + (wrote ? 1000 : 0) + (read ? 100 : 0) + (beyond ? 10 : 0) + back;

            if (Ring.Reserve(length, out BpfDynptr record) == 0 && record.TryGetRef(0, out BpfRef<long> first))
            {
                first.Value = back;
                Ring.Submit(ref record);
            }
            else
            {
                Ring.Discard(ref record);
            }
            return 0;
        }
        """, [24, 0], after => Assert.Equal(1142, after[1]));

    [Fact]
    public void UserRingBuffersAreDrained() => KernelRun.Syscall("""
        public struct Call { public long Count; public long Sum; }
        [BpfMap(ByteSize = 4096)] static readonly BpfUserRingBuffer Ring = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            long sum = 0;
            call.Count = Ring.Drain(static (ref record, ref sum) =>
            {
                if (record.TryRead(0, out long value))
                    sum += value;
                return BpfLoopResult.Continue;
            }, ref sum);
            call.Sum = sum;
            return 0;
        }
        """, [7, 7], after => Assert.Equal([0, 0], after));
}
