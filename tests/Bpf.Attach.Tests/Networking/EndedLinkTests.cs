using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Networking;

/// <summary>Links end with the cgroup, device or network namespace that they are attached to, and say so.</summary>
public sealed class EndedLinkTests
{
    private const string Source = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        SEC("cgroup_skb/egress") int group(void *context) { return 1; }
        SEC("xdp") int packets(void *context) { return 2; }
        SEC("tcx/ingress") int ingress(void *context) { return -1; }
        SEC("sk_lookup") int lookup(void *context) { return 1; }
        """;

    public EndedLinkTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void LinkEndsWithItsCgroup()
    {
        using BpfObject target = Load();
        CgroupProgram program = target.Programs.Get<CgroupProgram>("group");
        Link link;
        using (OwnCgroup cgroup = new())
        {
            link = program.Attach(cgroup.Path);
            Assert.True(link.IsAttached);
            Assert.Same(link, program.Link);
        }

        WaitForTheEnd(link);
        Assert.Null(program.Link);
        using OwnCgroup other = new();
        Link again = program.Attach(other.Path);
        Assert.Equal([again], program.Links);
        Assert.Throws<ObjectDisposedException>(() => ((KernelLink)link).Handle.Descriptor); // the new link has taken its place
        again.Detach();
        Assert.False(again.IsAttached);
    }

    [Fact]
    public void LinksEndWithTheirNetwork()
    {
        using BpfObject target = Load();
        List<Link> links = [];
        OwnNetwork.Run(() =>
        {
            links.Add(target.Programs.Get<XdpProgram>("packets").Attach("lo"));
            links.Add(target.Programs.Get<TrafficControlProgram>("ingress").Attach("lo"));
            links.Add(target.Programs.Get<NetworkNamespaceProgram>("lookup").Attach("/proc/thread-self/ns/net"));
            Assert.All(links, static link => Assert.True(link.IsAttached));
        });
        links.ForEach(WaitForTheEnd);
        links.ForEach(static link => link.Dispose());
    }

    // The kernel removes cgroups and networks in the background.
    private static void WaitForTheEnd(Link link) => Assert.True(SpinWait.SpinUntil(() => !link.IsAttached, TimeSpan.FromMinutes(1)), $"{link}");

    private static BpfObject Load()
    {
        BpfObject target = BpfObject.Open(CObject.CompileText(Source), "ended");
        target.Load();
        return target;
    }
}
