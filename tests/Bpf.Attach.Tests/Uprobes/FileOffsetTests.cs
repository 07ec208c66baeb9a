using System.Globalization;
using System.Text.Json;
using Bpf.Attach.Tests.Command;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary><c>binary:+0x1234</c> is a place in the file.</summary>
public sealed class FileOffsetTests : IDisposable
{
    private readonly CTarget _target;
    private readonly ulong _offset;

    public FileOffsetTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));
        _offset = Binary.SymbolsOf(_target.Path).Resolve("f_12");
    }

    public void Dispose() => _target.Dispose();

    [Fact]
    public void TextInHexadecimalAndDecimalDigits()
    {
        Assert.Equal(new UprobeTarget { Binary = "libc", Offset = 0x1234 }, UprobeTarget.Parse("libc:+0x1234"));
        Assert.Equal(new UprobeTarget { Binary = "libc", Offset = 1234 }, UprobeTarget.Parse("libc:+1234"));
        Assert.Equal(new UprobeTarget { Binary = "libc", Function = "0x1234" }, UprobeTarget.Parse("libc:0x1234"));
        Assert.Equal(new UprobeTarget { Binary = "libc", Function = "+" }, UprobeTarget.Parse("libc:+"));
        Assert.Contains("offset 0 of a file is not code", Assert.Throws<FormatException>(() => UprobeTarget.Parse("libc:+0")).Message, StringComparison.Ordinal);
        SymbolException failure = Assert.Throws<SymbolException>(() => Binary.SymbolsOf(_target.Path).Resolve("0x1234"));
        Assert.Contains("To give a file offset, write '+' before it", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uprobe", 3)]
    [InlineData("uretprobe", 3)]
    [InlineData("uprobe.single", 3)]
    [InlineData("uprobe.session", 6)]
    public void SectionNamesTheTarget(string kind, ulong hits)
    {
        KernelRequirement.Need(kind != "uprobe.session" || KernelFeatures.For(null).UprobeSession.IsSupported, "uprobe sessions came with kernel 6.13");
        using CommandedProcess traced = new(_target.Path);
        using BpfObject program = BpfObject.Open(CObject.CompileText($$"""
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            char LICENSE[] SEC("license") = "GPL";
            __u64 hits;
            SEC("{{kind}}/{{_target.Path}}:+0x{{_offset:x}}") int on_call(void *c) { __sync_fetch_and_add(&hits, 1); return 0; }
            """), "offset");
        program.Load();
        program.Attach();
        Assert.Equal($"{_target.Path}:+0x{_offset:x}", program.Programs["on_call"].Link!.Target);
        traced.Ask("run 3");
        Assert.Equal(hits, program.Globals.Reference<ulong>(".bss", "hits"));
    }

    [Fact]
    public void CommandAcceptsItAndNamesTheFunction()
    {
        string elf = Path.Combine(Path.GetDirectoryName(_target.Path)!, "records.bpf.o");
        File.WriteAllBytes(elf, CObject.Compile("records"));
        string text = string.Create(CultureInfo.InvariantCulture, $"{_target.Path}:+{_offset}");
        (int exitCode, string output, string errors) = AttachRun.Run(elf, ["--json", "--program", "on_call", "--target", text, "--for", "10ms"]);
        Assert.True(exitCode == 0, errors);
        JsonElement place = Assert.Single(Assert.Single(AttachRun.Of(AttachRun.Lines(output), "link")).GetProperty("places").EnumerateArray());
        Assert.Equal(("f_12", (long)_offset), (place.GetProperty("symbol").GetString(), place.GetProperty("offset").GetInt64()));
    }
}
