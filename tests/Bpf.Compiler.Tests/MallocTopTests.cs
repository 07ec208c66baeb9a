using System.Diagnostics;
using Bpf.Compiler;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests;

public sealed class MallocTopTests
{
    private const string Source = """
        [BpfObject(License = "GPL")]
        public static class MallocTop
        {
            public struct Allocation { public int ProcessId; public ulong Size; }

            [BpfMap(MaxEntries = 8192)]
            static readonly BpfHashMap<int, ulong> BytesByProcess = new();

            [BpfMap(MaxEntries = 4)]
            static readonly BpfArray<ulong> Slots = new();

            [BpfMap(ByteSize = 256 * 1024)]
            static readonly BpfRingBuffer<Allocation> Large = new();

            static readonly ulong Threshold = 1 << 20;
            static uint Enabled = 1;
            static ulong s_calls;

            [Uprobe("libc:malloc")]
            public static int OnMalloc(UprobeContext context, nuint size)
            {
                if (Enabled == 0)
                    return 0;
                int pid = BpfHelpers.CurrentProcessId;
                Interlocked.Increment(ref s_calls);
                if (BytesByProcess.TryGetRef(pid, out BpfRef<ulong> bytes))
                    Interlocked.Add(ref bytes.Value, size);
                else
                    BytesByProcess.Update(pid, size);

                if (size >= Threshold && Large.TryReserve(out BpfRef<Allocation> allocation))
                {
                    allocation.Value.ProcessId = pid;
                    allocation.Value.Size = size;
                    Large.Submit(allocation);
                }
                return 0;
            }

            [Uretprobe("libc:malloc")]
            public static int OnReturn(UretprobeContext context, nuint address)
            {
                if (address == 0 && Slots.TryGetRef(1, out BpfRef<ulong> slot))
                    slot.Value += context.InstructionPointer;
                return 0;
            }
        }
        """;

    [Fact]
    public void CompilesForBothArchitectures()
    {
        IReadOnlyList<CompiledObject> objects = BpfSource.CompileObjects(Source, emitText: true);
        Assert.Equal(["MallocTop.x86_64.bpf.o", "MallocTop.aarch64.bpf.o"], objects.Select(item => item.FileName));
        Assert.False(objects[0].Bytes.Span.SequenceEqual(objects[1].Bytes.Span));
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void TwoBuildsProduceTheSameCode(OptimizationLevel optimization)
    {
        IReadOnlyList<CompiledObject> first = BpfSource.CompileObjects(Source, optimization);
        IReadOnlyList<CompiledObject> second = BpfSource.CompileObjects(Source, optimization);
        Assert.Equal(2, first.Count);
        Assert.True(first[0].Bytes.Span.SequenceEqual(second[0].Bytes.Span));
        Assert.True(first[1].Bytes.Span.SequenceEqual(second[1].Bytes.Span));
    }

    [Fact]
    public void LoadsWithBpftool() => KernelLoad.WithBpftool(BpfSource.CompileObjects(Source, architectures: TargetArchitecture.X64)[0]);
}
