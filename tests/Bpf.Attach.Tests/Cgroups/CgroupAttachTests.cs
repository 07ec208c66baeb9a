using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Cgroups;

/// <summary>Cgroup programs: each kind is attached to a cgroup with one process, triggered and detached, with exact counts.</summary>
public sealed class CgroupAttachTests : IDisposable
{
    private readonly OwnCgroup _cgroup;
    private readonly CTarget _target;
    private readonly CommandedProcess _process;

    public CgroupAttachTests()
    {
        KernelRequirement.NeedRoot();
        _cgroup = new OwnCgroup();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "sockets.c"));
        _process = new CommandedProcess(_target.Path);
        _cgroup.Add(_process.Id);
    }

    public void Dispose()
    {
        _process.Dispose();
        _target.Dispose();
        _cgroup.Dispose();
    }

    [Theory]
    [InlineData("sock", "cgroup/sock", "socket 4", true)]
    [InlineData("sock_create", "cgroup/sock_create", "socket 4", true)]
    [InlineData("sock_release", "cgroup/sock_release", "socket 4", false)]
    [InlineData("post_bind4", "cgroup/post_bind4", "bind 4", true)]
    [InlineData("post_bind6", "cgroup/post_bind6", "bind 6", true)]
    [InlineData("bind4", "cgroup/bind4", "bind 4", true)]
    [InlineData("bind6", "cgroup/bind6", "bind 6", true)]
    [InlineData("connect4", "cgroup/connect4", "connect 4", true)]
    [InlineData("connect6", "cgroup/connect6", "connect 6", true)]
    [InlineData("connect_unix", "cgroup/connect_unix", "connect 1", true)]
    [InlineData("sendmsg4", "cgroup/sendmsg4", "sendmsg 4", true)]
    [InlineData("sendmsg6", "cgroup/sendmsg6", "sendmsg 6", true)]
    [InlineData("sendmsg_unix", "cgroup/sendmsg_unix", "sendmsg 1", true)]
    [InlineData("recvmsg4", "cgroup/recvmsg4", "recvmsg 4", false)]
    [InlineData("recvmsg6", "cgroup/recvmsg6", "recvmsg 6", false)]
    [InlineData("recvmsg_unix", "cgroup/recvmsg_unix", "recvmsg 1", false)]
    [InlineData("getpeername4", "cgroup/getpeername4", "getpeername 4", false)]
    [InlineData("getpeername6", "cgroup/getpeername6", "getpeername 6", false)]
    [InlineData("getpeername_unix", "cgroup/getpeername_unix", "getpeername 1", false)]
    [InlineData("getsockname4", "cgroup/getsockname4", "getsockname 4", false)]
    [InlineData("getsockname6", "cgroup/getsockname6", "getsockname 6", false)]
    [InlineData("getsockname_unix", "cgroup/getsockname_unix", "getsockname 1", false)]
    [InlineData("sysctl", "cgroup/sysctl", "sysctl", true)]
    [InlineData("getsockopt", "cgroup/getsockopt", "getsockopt 4", true)]
    [InlineData("setsockopt", "cgroup/setsockopt", "setsockopt 4", true)]
    [InlineData("device", "cgroup/dev", "device", true)]
    [InlineData("socket_operation", "sockops", "stream", false)]
    [InlineData("packet_in", "cgroup_skb/ingress", "sendmsg 4", false)] // what is refused vanishes unseen by the sender
    [InlineData("packet_out", "cgroup_skb/egress", "sendmsg 4", true)]
    public void EveryKindIsQueriedWhileAttached(string name, string hook, string question, bool canRefuse)
    {
        KernelRequirement.Need(!name.EndsWith("unix", StringComparison.Ordinal) || Environment.OSVersion.Version >= new Version(6, 7), "cgroups ask about Unix sockets since kernel 6.7");
        using BpfObject target = Load(name);
        Link link = target.Programs.Get<CgroupProgram>(name).Attach(_cgroup.Path);
        Assert.Equal($"{hook} {_cgroup.Path}", link.ToString());
        Assert.Same(link, target.Programs[name].Link);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("0", _process.Ask(question));
        }

        Assert.Equal(3UL, Calls(target));
        if (canRefuse)
        {
            target.Globals.Set(".bss", "refuses", 1);
            Assert.Equal($"{(int)Errno.EPERM}", _process.Ask(question));
            Assert.Equal(4UL, Calls(target));
        }

        ulong counted = Calls(target);
        link.Detach();
        Assert.Equal("0", _process.Ask(question));
        Assert.Equal(counted, Calls(target));
    }

    [Theory]
    [InlineData(TrafficDirection.Ingress, "cgroup_skb/ingress", Errno.None)]
    [InlineData(TrafficDirection.Egress, "cgroup_skb/egress", Errno.EPERM)]
    public void CallerMayChooseTheDirection(TrafficDirection direction, string hook, Errno refusal)
    {
        using BpfObject target = Load("packet");
        CgroupProgram program = target.Programs.Get<CgroupProgram>("packet");
        Assert.Contains("pass a TrafficDirection", Assert.Throws<BpfStateException>(() => program.Attach(_cgroup.Path)).Message, StringComparison.Ordinal);

        Link link = program.Attach(_cgroup.Path, direction);
        Assert.Equal($"{hook} {_cgroup.Path}", link.ToString());
        target.Globals.Set(".bss", "refuses", 1);
        Assert.Equal($"{(int)refusal}", _process.Ask("sendmsg 4")); // only the sender's own side hears of a refusal
        Assert.Equal(1UL, Calls(target));
    }

    [Fact]
    public void SettingTheZeroAttachTypeOfIngressIsRemembered()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("cgroup"), "cgroup");
        foreach (BpfProgram other in target.Programs)
        {
            other.AutoLoad = other.Name == "packet";
        }

        CgroupProgram program = target.Programs.Get<CgroupProgram>("packet");
        program.ExpectedAttachType = AttachType.CgroupInetIngress;
        target.Load();
        Assert.Equal($"cgroup_skb/ingress {_cgroup.Path}", program.Attach(_cgroup.Path).ToString());
    }

    [Fact]
    public void TwoProgramsOfAKindBothRun()
    {
        using BpfObject first = Load("connect4");
        using BpfObject second = Load("connect4");
        first.Programs.Get<CgroupProgram>("connect4").Attach(_cgroup.Path);
        second.Programs.Get<CgroupProgram>("connect4").Attach(_cgroup.Path);
        Assert.Equal("0", _process.Ask("connect 4"));
        Assert.Equal((1UL, 1UL), (Calls(first), Calls(second)));
    }

    [Fact]
    public void ProgramCoversDescendantCgroupsAndDetachesWithItsCgroup()
    {
        using BpfObject target = Load("bind4");
        CgroupProgram program = target.Programs.Get<CgroupProgram>("bind4");
        string below = Path.Combine(_cgroup.Path, "below");
        Directory.CreateDirectory(below);
        Link link = program.Attach(below);
        Assert.Equal("0", _process.Ask("bind 4"));
        Assert.Equal(0UL, Calls(target));
        Directory.Delete(below);
        link.Detach();

        Directory.CreateDirectory(below);
        File.WriteAllText(Path.Combine(below, "cgroup.procs"), $"{_process.Id}");
        program.Attach(_cgroup.Path);
        Assert.Equal("0", _process.Ask("bind 4"));
        Assert.Equal(1UL, Calls(target));
        _cgroup.Add(_process.Id);
        CgroupDirectory.Remove(below);
    }

    [Fact]
    public void DirectoryOutsideCgroupsIsRefusedWithTheMountPoints()
    {
        using BpfObject target = Load("bind4");
        CgroupProgram program = target.Programs.Get<CgroupProgram>("bind4");
        string elsewhere = Directory.CreateTempSubdirectory("bpf-no-cgroup-").FullName;
        foreach ((string path, Errno errno) in (ReadOnlySpan<(string, Errno)>)[
            (Path.Combine(_cgroup.Path, "nosuch"), Errno.ENOENT), (Path.Combine(_cgroup.Path, "cgroup.procs"), Errno.ENOTDIR), (elsewhere, Errno.EBADF)])
        {
            BpfException exception = Assert.Throws<BpfException>(() => program.Attach(path));
            Assert.Equal(errno, exception.Errno);
            Assert.Contains($"Cannot attach cgroup/bind4 program 'bind4' to '{path}'", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"cgroup v2 is mounted at {_cgroup.Root}", exception.Message, StringComparison.Ordinal);
        }

        Assert.Null(program.Link);
        Assert.Equal(0, OpenFiles.Count(elsewhere));
        Directory.Delete(elsewhere);
        Assert.Throws<BpfStateException>(() => program.Attach(_cgroup.Path, TrafficDirection.Egress));
        using BpfObject unloaded = BpfObject.Open(CObject.Compile("cgroup"), "cgroup");
        Assert.Throws<BpfStateException>(() => unloaded.Programs.Get<CgroupProgram>("bind4").Attach(_cgroup.Path));
        Assert.Throws<BpfUnsupportedException>(target.Programs["bind4"].Attach);
    }

    [Fact]
    public void ExclusiveProgramIsReportedAsTheReason()
    {
        using BpfObject target = Load("connect4");
        CgroupProgram program = target.Programs.Get<CgroupProgram>("connect4");
        string id = $"{program.GetInfo().Id}";
        Tool.Run("bpftool", "cgroup", "attach", _cgroup.Path, "connect4", "id", id);
        BpfException exception = Assert.Throws<BpfException>(() => program.Attach(_cgroup.Path));
        Assert.Equal(Errno.EPERM, exception.Errno);
        Assert.Contains("excludes others", exception.Message, StringComparison.Ordinal);
        Tool.Run("bpftool", "cgroup", "detach", _cgroup.Path, "connect4", "id", id);
        program.Attach(_cgroup.Path);
    }

    [Fact]
    public void EgressOnlyProgramReportsItsDirection()
    {
        using BpfObject target = Load("congested");
        CgroupProgram program = target.Programs.Get<CgroupProgram>("congested");
        BpfException exception = Assert.Throws<BpfException>(() => program.Attach(_cgroup.Path, TrafficDirection.Ingress));
        Assert.Equal(Errno.EINVAL, exception.Errno);
        Assert.Contains("tied the program to egress", exception.Message, StringComparison.Ordinal);
        Assert.Equal("cgroup_skb/egress", Assert.IsType<KernelLink>(program.Attach(_cgroup.Path)).Hook);
    }

    private static ulong Calls(BpfObject target) => target.Globals.Reference<ulong>(".bss", "calls");

    private static BpfObject Load(string only)
    {
        BpfObject target = BpfObject.Open(CObject.Compile("cgroup"), "cgroup");
        foreach (BpfProgram program in target.Programs)
        {
            program.AutoLoad = program.Name == only;
        }

        target.Load();
        return target;
    }
}
