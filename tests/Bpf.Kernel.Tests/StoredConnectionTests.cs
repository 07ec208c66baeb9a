using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Sockets that programs store in maps at the events of connections.</summary>
public sealed class StoredConnectionTests : IDisposable
{
    private const int MessageLength = 100;
    private readonly CgroupProcess _process;
    private readonly StoredConnectionsSkeleton _skeleton;

    public StoredConnectionTests()
    {
        KernelRequirement.NeedRoot();
        _process = new CgroupProcess();
        _skeleton = StoredConnectionsSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose()
    {
        _skeleton.Dispose();
        _process.Dispose();
    }

    [Fact]
    public void MessagesPassBetweenTheEndsOfAConnection()
    {
        _skeleton.Programs.Pass.Attach(_skeleton.Maps.ByPorts);
        _skeleton.Programs.StoreEnds.Attach(_process.Directory);
        for (uint i = 1; i <= 3; i++)
        {
            Assert.Equal("0", _process.Ask("exchange 20"));
            Assert.Equal((2 * i, i), (_skeleton.Bss.s_stored, _skeleton.Bss.s_refused));
            Assert.Equal((40UL * i, 40UL * MessageLength * i), (_skeleton.Bss.s_messages, _skeleton.Bss.s_bytes));
        }

        _skeleton.Detach();
        Assert.Equal("0", _process.Ask("exchange 20"));
        Assert.Equal((6u, 120UL), (_skeleton.Bss.s_stored, _skeleton.Bss.s_messages));
    }

    [Fact]
    public void StoredConnectionIsAnsweredByAProgram()
    {
        _skeleton.Programs.Reflect.Attach(_skeleton.Maps.Last);
        Link storing = _skeleton.Programs.StoreServer.Attach(_process.Directory);
        Assert.Equal("0", _process.Ask("reflect 20"));
        Assert.Equal((1u, 1u), (_skeleton.Bss.s_stored, _skeleton.Bss.s_refused));
        Assert.Equal((20UL, 20UL * MessageLength), (_skeleton.Bss.s_messages, _skeleton.Bss.s_bytes));
        storing.Detach();
        Assert.Equal($"{(int)Errno.EAGAIN}", _process.Ask("reflect 1"));
        Assert.Equal(20UL, _skeleton.Bss.s_messages);
    }
}
