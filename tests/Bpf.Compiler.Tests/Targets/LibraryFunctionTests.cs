using Bpf.Compiler.Targets;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Targets;

/// <summary>BPF0449: functions of uprobes against the libraries of this machine.</summary>
public sealed class LibraryFunctionTests
{
    [Theory]
    [InlineData("libc:maloc", "malloc")]
    [InlineData("libc.so.6:maloc", "malloc")]
    [InlineData("libc:getadrinfo", "getaddrinfo")]
    [InlineData("libc:getaddrinof", "getaddrinfo")]
    [InlineData("libc:maloc+4", "malloc")]
    public void MisspelledNamesAreRecognized(string target, string meant)
    {
        (string file, IReadOnlyList<string> near) = Assert.NotNull(LibraryFunctions.Misspelled(target, isReturnProbe: false));
        Assert.Contains("libc.so", file, StringComparison.Ordinal);
        Assert.Contains(meant, near);
    }

    [Theory]
    [InlineData("libc:malloc")]
    [InlineData("libc:strlen")] // an indirect function
    [InlineData("libc:__malloc")] // internal, as far as one can tell
    [InlineData("libc:mal*")]
    [InlineData("libc:malloc@GLIBC_2.2.5")]
    [InlineData("libc:f")]
    [InlineData("libc:nothing_like_this_exists")]
    [InlineData("libc:+0x1234")]
    [InlineData("libnotinstalled:maloc")]
    [InlineData("/no/such/file:maloc")]
    [InlineData("/etc/hostname:maloc")]
    [InlineData("/dev/zero:maloc")]
    [InlineData("bash:readlin")]
    [InlineData("libc")]
    public void OthersAreLeftAlone(string target) => Assert.Null(LibraryFunctions.Misspelled(target, isReturnProbe: false));

    [Fact]
    public void TheBuildWarnsAndGoesOn()
    {
        CompilationResult result = BpfSource.Compile("""
            [BpfObject(License = "GPL")]
            public static class Probe
            {
                [Uprobe("libc:maloc")] public static int Wrong(UprobeContext context) => 0;
                [Uretprobe("libc:malloc")] public static int Right(UretprobeContext context) => 0;
            }
            """, OptimizationLevel.Release, architectures: TargetArchitecture.X64);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        CompilerDiagnostic warning = Assert.Single(result.Diagnostics, static item => item.Id == "BPF0449");
        Assert.Equal(CompilerDiagnosticSeverity.Warning, warning.Severity);
        Assert.Contains("no function for 'libc:maloc'; did you mean 'malloc'", warning.Message, StringComparison.Ordinal);
    }
}
