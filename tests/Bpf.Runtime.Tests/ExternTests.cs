using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public class ExternTests
{
    [Fact]
    public void ConfigurationAndSymbolsComeFromTheKernel()
    {
        KernelRequirement.NeedRoot();
        BpfObjectOptions options = new() { KernelConfig = "CONFIG_GIVEN=0x1234\nCONFIG_HZ=77\n" };
        using BpfObject target = BpfObject.Open(CObject.Compile("externs"), "externs", options);
        target.Load();
        Assert.Equal(1u, target.Programs["read_externs"].TestRun(Packet.Minimal).ReturnValue);

        ulong Value(string name) => target.Globals.Reference<ulong>(".bss", name);
        Version kernel = Environment.OSVersion.Version;
        Assert.Equal((ulong)((kernel.Major << 16) + (kernel.Minor << 8) + Math.Min(kernel.Build, 255)), Value("version"));
        Assert.Equal(1ul, Value("cookie"));
        Assert.Equal(0ul, Value("unknown"));
        Assert.Equal(1ul, Value("bpf"));
        Assert.Equal(1ul, Value("kallsyms"));
        Assert.Equal(77ul, Value("hz"));
        Assert.Equal(0ul, Value("absent"));
        Assert.Equal(0x1234ul, Value("given"));
        Assert.Equal(AddressOf("bpf_prog_put"), Value("address"));
        Assert.Equal(0ul, Value("no_address"));
        Assert.Equal(2ul, Value("has_function"));
        Assert.Equal(1ul, Value("has_loops"));
    }

    [Fact]
    public void KernelFunctionsAreCalled()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("externs"), "externs");
        target.Programs["calls_kernel"].AutoLoad = true;
        target.Load();
        Assert.True(target.Programs["calls_kernel"].IsLoaded);
    }

    [Theory]
    [InlineData("extern int CONFIG_NOT_THERE __kconfig;", "return CONFIG_NOT_THERE;", "CONFIG_NOT_THERE")]
    [InlineData("extern int LINUX_NOT_THERE __kconfig;", "return LINUX_NOT_THERE;", "LINUX_NOT_THERE")]
    [InlineData("extern int OTHER __kconfig;", "return OTHER;", "begin with CONFIG_ or LINUX_")]
    [InlineData("extern char CONFIG_HZ __kconfig;", "return CONFIG_HZ;", "250 of the kernel's configuration")]
    [InlineData("extern const void no_such_symbol __ksym;", "return (long)&no_such_symbol;", "/proc/kallsyms")]
    [InlineData("extern const int no_such_variable __ksym;", "return (long)&no_such_variable;", "no such variable")]
    [InlineData("extern int no_such_function(int x) __ksym;", "return no_such_function(1);", "no such function")]
    [InlineData("extern int bpf_rcu_read_lock(int x) __ksym;", "return bpf_rcu_read_lock(1);", "int(int)")]
    public void UnresolvedExternIsNamed(string declaration, string body, string expected)
    {
        byte[] bytes = CObject.CompileText($$"""
            #include "common.h"
            {{declaration}}
            SEC("socket") int program(struct __sk_buff *skb) { {{body}} }
            """);
        using BpfObject target = BpfObject.Open(bytes, "unresolved");
        Assert.Contains(expected, Assert.Throws<BpfException>(target.Load).Message);
    }

    private static ulong AddressOf(string symbol)
        => ulong.Parse(File.ReadLines("/proc/kallsyms").First(line => line.EndsWith($" {symbol}", StringComparison.Ordinal)).Split(' ')[0], System.Globalization.NumberStyles.HexNumber);
}
