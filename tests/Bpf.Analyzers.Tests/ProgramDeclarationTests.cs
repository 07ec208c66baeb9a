using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about the signature and the attribute of a program.</summary>
public sealed class ProgramDeclarationTests
{
    [Fact]
    public Task BPF0001_instance_method() => Source(
        """
        using Bpf;
        [BpfObject] class Probe { [Uprobe("libc:malloc")] int {|#0:OnMalloc|}() => 0; }
        """,
        Error("BPF0001", "BPF program 'OnMalloc' must be static"));

    [Theory]
    [InlineData("long")]
    [InlineData("uint")]
    [InlineData("string")]
    [InlineData("ref int")]
    [InlineData("System.Threading.Tasks.Task<int>")]
    public Task BPF0003_return_type(string type) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uretprobe("libc:malloc")] static {|#0:{{type}}|} OnReturn(nuint result) => {|BPF0107:throw null|}; }
        """,
        Error("BPF0003", "BPF program 'OnReturn' must return int, bool or void"));

    [Theory]
    [InlineData("int", "=> 0;")]
    [InlineData("bool", "=> true;")]
    [InlineData("void", "{ }")]
    public Task BPF0003_accepts(string type, string body) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uprobe("libc:malloc")] static {{type}} OnMalloc(UprobeContext context) {{body}} }
        """);

    [Theory]
    [InlineData("malloc", "no function given; expected <binary>:<function>[+<offset>]")]
    [InlineData("", "no function given; expected <binary>:<function>[+<offset>]")]
    [InlineData(":malloc", "the binary before ':' is empty")]
    [InlineData("libc:", "the function after ':' is empty")]
    [InlineData("libc:+4", "the function before '+' is empty")]
    [InlineData("libc:malloc+-4", "a negative offset is not allowed")]
    public Task BPF0005_target(string target, string reason) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uprobe({|#0:"{{target}}"|}, Single = true)] static int OnMalloc() => 0; }
        """,
        Error("BPF0005", $"Attach target '{target}' is not valid: {reason}"));

    [Fact]
    public Task BPF0005_return_probe_with_offset() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe { [Uretprobe({|#0:"libc:malloc+4"|})] static int OnReturn() => 0; }
        """,
        Error("BPF0005", "Attach target 'libc:malloc+4' is not valid: return probes take no offset"));

    [Theory]
    [InlineData("")]
    [InlineData("(\"libc:malloc+0x10\")")]
    [InlineData("(\"/usr/bin/x:operator+\")")]
    [InlineData("(\"libc.so.6:memcpy@GLIBC_2.14\", Single = true)")]
    public Task BPF0005_accepts(string arguments) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uprobe{{arguments}}] static int OnMalloc() => 0; }
        """);

    [Theory]
    [InlineData("string name", "name", "string")]
    [InlineData("double value", "value", "double")]
    [InlineData("ref int value", "value", "int")]
    [InlineData("System.Guid value", "value", "Guid")]
    [InlineData("UretprobeContext context", "context", "UretprobeContext")]
    [InlineData("System.Int128 value", "value", "Int128")]
    public Task BPF0011_parameter(string parameter, string name, string type)
    {
        string marked = parameter[..^name.Length] + "{|#0:" + name + "|}";
        return Source(
            $$"""
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("libc:malloc")] static int OnMalloc(UprobeContext first, {{marked}}) => 0; }
            """,
            Error("BPF0011", $"Parameter '{name}' of type '{type}' cannot be read from the probe context; use an integer, an enum or a pointer"));
    }

    [Fact]
    public Task BPF0011_accepts_integers_enums_and_pointers() => Source(
        """
        using Bpf;
        enum Mode : byte { A }
        [BpfObject] static unsafe class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, nuint size, Mode mode, byte* text, bool flag, char letter) => 0;
        }
        """);

    [Fact]
    public Task Methods_without_a_program_attribute_are_free() => Source(
        """
        using Bpf;
        [BpfObject] class Probe { double Host(string text) => text.Length * 1.5; }
        """);

    [Fact]
    public Task Attributes_of_other_vocabularies_are_not_taken_for_ours() => Source(
        """
        namespace Other
        {
            class UprobeAttribute(string target) : System.Attribute { public string Target => target; }
            class Probe { [Uprobe("nonsense")] string Method(string text) => text; }
        }
        """);
}
