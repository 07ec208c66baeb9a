namespace Bpf.Cli.Tests;

/// <summary>What all commands have in common.</summary>
public class CommandLineTests(ObjectFiles files)
{
    [Theory]
    [InlineData]
    [InlineData("no-such-command")]
    [InlineData("inspect")]
    [InlineData("load", "--dialect", "klingon", "x.o")]
    [InlineData("load", "--type", "program", "x.o")]
    [InlineData("load", "--type", "program=no_such_type", "x.o")]
    [InlineData("features", "surplus")]
    [InlineData("doctor", "--pid", "many")]
    public void AWrongCommandLineIsExitCode2(params string[] arguments)
    {
        BpfCommand run = BpfCommand.Run(arguments).Fail(2);
        Assert.Empty(run.Output);
        Assert.StartsWith("bpf: ", run.Errors);
        Assert.Contains("--help", run.Errors);
    }

    [Fact]
    public void HelpTellsTheExitCodes() => Assert.Contains("Exit code", BpfCommand.Run("--help").Succeed().Output);

    [Theory]
    [InlineData("inspect")]
    [InlineData("load")]
    [InlineData("disasm")]
    public void AMissingFileIsOneMessage(string command)
    {
        BpfCommand run = BpfCommand.Run(command, files["not there.o"]).Fail();
        Assert.Contains("not there.o", run.Errors + run.Output);
        Assert.True((run.Errors + run.Output).Trim().Split('\n').Length <= 2);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("load")]
    [InlineData("disasm")]
    public void WithJsonAFailureIsAnObjectToo(string command)
    {
        BpfCommand run = BpfCommand.Run(command, "--json", files["not there.o"]).Fail();
        Assert.Contains("not there.o", (string?)Assert.Single(run.Json)["error"]);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void ADirectoryAndAnEmptyFileAreNoObjects()
    {
        Assert.Contains("irectory", BpfCommand.Run("inspect", Path.GetTempPath()).Fail().Errors);
        Assert.Contains("not an ELF file", BpfCommand.Run("inspect", files.Write("empty.o", [])).Fail().Errors);
        Assert.Contains("not an ELF file", BpfCommand.Run("inspect", files.Write("text.o", "#!/bin/sh\n"u8.ToArray())).Fail().Errors);
    }

    [Theory]
    [InlineData("with space and 'quotes'.o")]
    [InlineData("-dash.o")]
    [InlineData("Ünïcode ✓.o")]
    [InlineData("no-extension")]
    [InlineData(".hidden")]
    [InlineData("semi;colon&.o")]
    public void OddFileNames(string name)
    {
        string path = files.Write(name, File.ReadAllBytes(files.Object("globals")));
        Assert.Equal(path, (string?)Assert.Single(BpfCommand.Run("load", "--json", path).Succeed().Json)["file"]);
        Assert.Contains("compute", BpfCommand.Run("inspect", path).Succeed().Output);
    }

    [Fact]
    public void NamesDoNotReachTheTerminalAsCommands()
    {
        string path = files.Write("red\u001b[31m\u0007.o", File.ReadAllBytes(files.Object("globals")));
        string output = BpfCommand.Run("inspect", path).Succeed().Output;
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("red\\u001b[31m\\u0007", output);
    }
}
