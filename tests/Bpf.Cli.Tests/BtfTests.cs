namespace Bpf.Cli.Tests;

/// <summary><c>bpf btf min</c>.</summary>
public sealed class BtfTests(ObjectFiles files)
{
    [Fact]
    public void ReducedTypesAreEnoughToLoad()
    {
        string output = files["core.btf"];
        string program = files.Object("core");
        BpfCommand run = BpfCommand.Run("btf", "min", program, "-o", output).Succeed();
        Assert.Matches($@"^{output}: \d+ types, \d+ bytes\n$", run.Output);
        Assert.Contains("does not have struct no_such_struct; programs can use it only behind a check", run.Errors, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(output).Length, 500, 4000);
        Assert.Contains("questions: ok", BpfCommand.Run("load", program, "--btf", output).Succeed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ObjectWithoutRelocationsIsAnError()
    {
        string output = files["none.btf"];
        BpfCommand run = BpfCommand.Run("btf", "min", files.Object("maps"), "-o", output);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There are no CO-RE relocations about kernel types", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void BadFilesAreNamed()
    {
        string program = files.Object("core");
        BpfCommand unreadable = BpfCommand.Run("btf", "min", program, "--btf", "/no/such.btf", "-o", files["x.btf"]);
        Assert.Equal(1, unreadable.ExitCode);
        Assert.Contains("/no/such.btf", unreadable.Errors, StringComparison.Ordinal);

        BpfCommand other = BpfCommand.Run("btf", "min", program, "--btf", program, "-o", files["x.btf"]);
        Assert.Equal(0, other.ExitCode);
        BpfCommand unwritable = BpfCommand.Run("btf", "min", program, "-o", "/no/such/place.btf");
        Assert.Equal(1, unwritable.ExitCode);
        Assert.Contains("/no/such/place.btf", unwritable.Errors, StringComparison.Ordinal);

        BpfCommand incomplete = BpfCommand.Run("btf", "min", program);
        Assert.Equal(2, incomplete.ExitCode);
        Assert.Contains("bpf btf min --help", incomplete.Errors, StringComparison.Ordinal);
    }
}
