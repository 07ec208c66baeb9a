using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Tracing;

/// <summary>Programs that are verified for what they attach to.</summary>
public sealed class TracingAttachTests
{
    public TracingAttachTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void TypedTracepointCountsWhileAttached()
    {
        using BpfObject program = Load("on_rename");
        program.Globals.Set(".bss", "watched", Environment.ProcessId);
        Link link = program.Programs["on_rename"].Attach();
        Assert.Equal("tp_btf task_rename", link.ToString());
        for (int i = 0; i < 3; i++)
        {
            File.WriteAllText("/proc/self/comm", "renamed");
        }

        link.Detach();
        ulong counted = program.Globals.Reference<ulong>(".bss", "renames");
        Assert.InRange(counted, 3UL, ulong.MaxValue); // threads of the test host rename themselves too
        File.WriteAllText("/proc/self/comm", "renamed");
        Assert.Equal(counted, program.Globals.Reference<ulong>(".bss", "renames"));
    }

    [Fact]
    public void IteratorIsReadAsAStream()
    {
        using BpfObject program = Load("dump_task");
        IteratorProgram iterator = program.Programs.Get<IteratorProgram>("dump_task");
        Assert.Throws<BpfStateException>(iterator.OpenReader);
        Assert.Equal("iter task", iterator.Attach().ToString());
        for (int round = 0; round < 2; round++)
        {
            using Stream stream = iterator.OpenReader();
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            int[] processes = MemoryMarshal.Cast<byte, int>(copy.ToArray()).ToArray();
            Assert.Contains(Environment.ProcessId, processes);
            Assert.Equal(processes.Length, processes.Distinct().Count());
        }
    }

    private static BpfObject Load(string only)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("tracing"), "tracing");
        foreach (BpfProgram other in program.Programs)
        {
            other.AutoLoad = other.Name == only;
        }

        program.Load();
        return program;
    }
}
