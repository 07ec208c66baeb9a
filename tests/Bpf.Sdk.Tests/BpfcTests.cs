using System.Text;

namespace Bpf.Sdk.Tests;

/// <summary>bpfc by hand.</summary>
public sealed class BpfcTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bpfc-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("a.dll", "--cpu", "probe")]
    [InlineData("a.dll", "--arch", "mips")]
    [InlineData("a.dll", "--pipeline", "mem2reg")]
    [InlineData("a.dll", "--no-such-option")]
    [InlineData("@missing.rsp")]
    public void WrongUsageEndsWithTwo(params string[] arguments)
    {
        CommandResult result = Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("bpfc: ", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public void AnUnreadableAssemblyIsAnErrorInCanonicalForm()
    {
        CommandResult missing = Run("missing.dll");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("bpfc: error BPF0612: ", missing.Output, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_directory, "text.dll"), "not an assembly");
        CommandResult text = Run("text.dll");
        Assert.Equal(1, text.ExitCode);
        Assert.Contains("bpfc: error BPF0612: ", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AResponseFileHasOneArgumentALine()
    {
        string assembly = typeof(BpfcTests).Assembly.Location;
        string copy = Path.Combine(_directory, "with space # and \"quote\".dll");
        File.Copy(assembly, copy);
        File.WriteAllText(Path.Combine(_directory, "arguments.rsp"), $"{copy}\n--output\nout put\n", new UTF8Encoding(false));

        CommandResult result = Run("@arguments.rsp").Succeed();

        Assert.Equal("", result.Output);
        Assert.Equal("", File.ReadAllText(Path.Combine(_directory, "out put/with space # and \"quote\".bpf.list")));
    }

    private CommandResult Run(params string[] arguments) => Command.Run(_directory, "dotnet", [Repository.Bpfc, .. arguments]);
}
