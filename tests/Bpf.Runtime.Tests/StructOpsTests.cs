using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public class StructOpsTests
{
    private const string Available = "/proc/sys/net/ipv4/tcp_available_congestion_control";

    [Fact]
    public void StructOpsAreRegisteredAndUnregistered()
    {
        KernelRequirement.NeedRoot();
        RequireKernel();
        using (BpfObject target = BpfObject.Open(CObject.Compile("struct_ops"), "struct_ops"))
        {
            Assert.Equal(MapFlags.Link, target.Maps["linked"].Flags);
            Assert.False(target.Maps["optional"].AutoCreate);
            target.Load();
            Assert.False(target.Programs["other_ssthresh"].IsLoaded);
            Assert.False(target.Maps["optional"].IsCreated);
            target.Attach();
            Assert.Contains("bpf_test_linked", File.ReadAllText(Available));
            Assert.Equal("struct_ops linked", target.Maps["linked"].Link!.ToString());
            target.Detach();
            Assert.DoesNotContain("bpf_test_linked", File.ReadAllText(Available));
        }
    }

    [Fact]
    public void OptionalStructOpsAreRegisteredWithoutALink()
    {
        KernelRequirement.NeedRoot();
        RequireKernel();
        using (BpfObject target = BpfObject.Open(CObject.Compile("struct_ops"), "struct_ops"))
        {
            target.Maps["optional"].AutoCreate = true;
            target.Maps["linked"].AutoAttach = false;
            target.Load();
            Assert.True(target.Programs["other_ssthresh"].IsLoaded);
            target.Attach();
            Assert.Contains("bpf_test_plain", File.ReadAllText(Available));
            Assert.DoesNotContain("bpf_test_linked", File.ReadAllText(Available));
        }

        Assert.DoesNotContain("bpf_test_plain", File.ReadAllText(Available));
    }

    [Theory]
    [InlineData("struct no_such_table { int x; };", "struct no_such_table", ".x = 1", "no struct_ops type 'no_such_table'")]
    [InlineData("struct tcp_congestion_ops { int gone; };", "struct tcp_congestion_ops", ".gone = 1", "no member 'gone'")]
    [InlineData("struct tcp_congestion_ops { int name; };", "struct tcp_congestion_ops", ".name = 1", "Member 'name' is int in the object but char[16] in the kernel")]
    public void MismatchedStructOpsAreExplained(string type, string name, string value, string expected)
    {
        RequireKernel();
        byte[] bytes = CObject.CompileText($$"""
            #include "common.h"
            {{type}}
            SEC(".struct_ops") {{name}} table = { {{value}} };
            """);
        using BpfObject target = BpfObject.Open(bytes, "bad");
        Assert.Contains(expected, Assert.Throws<BpfException>(target.Load).Message);
    }

    private static void RequireKernel()
    {
        if (KernelBtf.Vmlinux.Find("bpf_struct_ops_tcp_congestion_ops"u8, BtfKind.Struct) == 0)
        {
            Assert.Skip("the kernel has no struct_ops for congestion control");
        }
    }
}
