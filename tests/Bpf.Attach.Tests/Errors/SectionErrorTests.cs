using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Errors;

/// <summary>Invalid sections: each causes a specific error that names the program.</summary>
public sealed class SectionErrorTests
{
    [Theory]
    [InlineData("uprobe//bin/true", "no function given")]
    [InlineData("uprobe//bin/true:", "the function after ':' is empty")]
    [InlineData("uprobe/:main", "the binary before ':' is empty")]
    [InlineData("uretprobe//bin/true:main+4", "return probes do not take an offset")]
    [InlineData("uprobe//bin/true:main+-4", "a negative offset is not allowed")]
    [InlineData("uprobe.multi//bin/true", "no function given")]
    [InlineData("uprobe.session//bin/true", "no function given")]
    public void OfAUprobeAtAttach(string section, string expected)
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 13) || !section.StartsWith("uprobe.session", StringComparison.Ordinal), "uprobe sessions came with kernel 6.13");
        using BpfObject program = Open(section);
        program.Load();
        BpfObjectFormatException failure = Assert.Throws<BpfObjectFormatException>(program.Attach);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("'" + section[(section.IndexOf('/') + 1)..] + "'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("on_call", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usdt//bin/true:provider", "expected <binary>:<provider>:<name>")]
    [InlineData("usdt//bin/true:provider:", "expected <binary>:<provider>:<name>")]
    [InlineData("kprobe/f+-1", "the offset must be a number from 0")]
    [InlineData("kretprobe/f+1", "a return probe cannot have an offset")]
    public void OfOthersAtOpen(string section, string expected)
    {
        BpfObjectFormatException failure = Assert.Throws<BpfObjectFormatException>(() => Open(section));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("on_call", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usdt.s//bin/true:provider:name")]
    [InlineData("usdt.s")]
    [InlineData("uprobe.single.s//bin/true:main")]
    [InlineData("uretprobe.single//bin/true:main")]
    [InlineData("uprobe.session.s//bin/true:main")]
    public void UncommonForms(string section)
    {
        using BpfObject program = Open(section);
        Assert.Equal(ProgramType.Kprobe, program.Programs["on_call"].Type);
        Assert.Equal(section.Contains(".s/", StringComparison.Ordinal) || section.EndsWith(".s", StringComparison.Ordinal), program.Programs["on_call"].Flags.HasFlag(ProgramFlags.Sleepable));
    }

    [Theory]
    [InlineData("uprobe")]
    [InlineData("uretprobe.s")]
    [InlineData("usdt")]
    [InlineData("kprobe")]
    public void SectionWithoutATargetFailsOnlyWhenAttachedWithoutOne(string section)
    {
        KernelRequirement.NeedRoot();
        using BpfObject program = Open(section);
        program.Load();
        program.Attach();
        Assert.Null(program.Programs["on_call"].Link);
        BpfUnsupportedException failure = Assert.Throws<BpfUnsupportedException>(program.Programs["on_call"].Attach);
        Assert.Equal(Errno.EOPNOTSUPP, failure.Errno);
        Assert.Contains("does not name a target", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownSectionFailsToLoadWithSuggestions()
    {
        KernelRequirement.NeedRoot();
        using BpfObject program = Open("uprob//bin/true:main");
        BpfException failure = Assert.ThrowsAny<BpfException>(program.Load);
        Assert.Contains("uprob//bin/true:main", failure.Message, StringComparison.Ordinal);
        Assert.Contains("uprobe", failure.Message.Replace("uprob//", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AttachingBeforeLoading()
    {
        using BpfObject program = Open("uprobe");
        BpfStateException failure = Assert.Throws<BpfStateException>(() => program.Programs.Get<UprobeProgram>("on_call").Attach(UprobeTarget.File("/bin/true", "main")));
        Assert.Contains("not loaded", failure.Message, StringComparison.Ordinal);
        Assert.Throws<BpfStateException>(program.Attach);
    }

    private static BpfObject Open(string section) => BpfObject.Open(
        CObject.CompileText($"#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\nchar LICENSE[] SEC(\"license\") = \"GPL\";\nSEC(\"{section}\") int on_call(void *c) {{ return 0; }}\n"), "sections");
}
