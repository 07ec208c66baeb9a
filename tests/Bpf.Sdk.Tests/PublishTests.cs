namespace Bpf.Sdk.Tests;

public class PublishTests(PackageFeed feed)
{
    private readonly ConsumerProject _project = new(feed);

    [Fact]
    public void NativeAotProducesASingleFileThatRuns()
    {
        // Warnings are errors in the consumer: trim and AOT analysis are clean.
        _project.Publish("out", "-p:PublishAot=true", "-p:StripSymbols=true", "-p:CopyOutputSymbolsToPublishDirectory=false").Succeed();

        string file = Assert.Single(Directory.EnumerateFiles(_project["out"], "*", SearchOption.AllDirectories), IsProgramFile);
        Assert.Equal("Consumer", Path.GetFileName(file));
        Assert.Contains("OnAbs uprobe/libc:labs", Command.Run(_project.Root, file, []).Succeed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SingleFileTrimmedRuns()
    {
        _project.Publish("out", "-p:PublishSingleFile=true", "-p:PublishTrimmed=true", "--self-contained").Succeed();

        CommandResult run = Command.Run(_project.Root, _project["out/Consumer"], []).Succeed();
        Assert.Contains("OnAbs uprobe/libc:labs", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TrimmedAttachesAndReadsANumber()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "loading BPF programs needs root here");

        _project.Publish("out", "-p:PublishTrimmed=true").Succeed();

        CommandResult run = Command.Run(_project.Root, _project["out/Consumer"], ["attach"]).Succeed();
        Assert.Contains("calls 5\nlast 5\n", run.Output, StringComparison.Ordinal);
    }

    // The trimmer replaces architecture-dependent expressions with constants, in the whole library.
    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void EveryArchitectureCanBeTrimmed(string runtime)
    {
        _project.Edit("Consumer.csproj", "</ItemGroup>", "<TrimmerRootAssembly Include=\"Bpf.Runtime\" /></ItemGroup>");

        _project.DotNet("publish", "-r", runtime, "-o", _project["out"], "-p:PublishTrimmed=true").Succeed();
    }

    private static bool IsProgramFile(string file) => Path.GetExtension(file) is not (".pdb" or ".xml" or ".dbg");
}
