using System.Text;

namespace Bpf.Sdk.Tests;

/// <summary>Calls bpfc directly.</summary>
public sealed class BpfcTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bpfc-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("a.dll", "--cpu", "probe")]
    [InlineData("a.dll", "--arch", "mips")]
    [InlineData("a.dll", "--pipeline", "mem2reg")]
    [InlineData("a.dll", "--emit", "llvm", "--after", "mem2reg")]
    [InlineData("a.dll", "--after", "optimize")]
    [InlineData("a.dll", "--emit", "llvm", "--emit", "obj", "--after", "optimize")]
    [InlineData("a.dll", "--no-such-option")]
    [InlineData("@missing.rsp")]
    public void WrongUsageExitsWith2(params string[] arguments)
    {
        CommandResult result = Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("bpfc: ", result.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Fact]
    public void UnreadableAssemblyIsAnErrorInCanonicalForm()
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
    public void ResponseFileHasOneArgumentPerLine()
    {
        string assembly = typeof(BpfcTests).Assembly.Location;
        string copy = Path.Combine(_directory, "with space # and \"quote\".dll");
        File.Copy(assembly, copy);
        File.WriteAllText(Path.Combine(_directory, "arguments.rsp"), $"{copy}\n--output\nout put\n", new UTF8Encoding(false));

        CommandResult result = Run("@arguments.rsp").Succeed();

        Assert.Equal("", result.Output);
        Assert.Equal("", File.ReadAllText(Path.Combine(_directory, "out put/with space # and \"quote\".bpf.list")));
    }

    [Fact]
    public void TextIsWrittenForAnExistingAssembly()
    {
        string assembly = Path.Combine(Repository.Root, "samples", "MallocTop", "bin", Repository.Configuration, "net10.0", "MallocTop.dll");

        CommandResult result = Run("--emit", "asm", "--emit", "llvm", assembly).Succeed();

        Assert.Equal("", result.Output);
        Assert.Contains("OnMalloc:", File.ReadAllText(Path.Combine(_directory, "Samples.MallocTop.x86_64.s")), StringComparison.Ordinal);
        Assert.Contains("define", File.ReadAllText(Path.Combine(_directory, "Samples.MallocTop.aarch64.ll")), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_directory, "*.o"));
    }

    [Fact]
    public void IRAfterAPassIsWritten()
    {
        string assembly = Path.Combine(Repository.Root, "samples", "MallocTop", "bin", Repository.Configuration, "net10.0", "MallocTop.dll");

        // Calls remain until LLVM's own pipeline inlines them.
        const string Call = "call i32 @BpfHelpers_get_CurrentProcessId()";
        Assert.Contains(Call, After("import"), StringComparison.Ordinal);
        Assert.DoesNotContain(Call, After("optimize"), StringComparison.Ordinal);
        Assert.Equal(Emit(), After("align-helper-slots"));
        Assert.Empty(Directory.EnumerateFiles(_directory, "*.o"));

        string After(string pass) => Emit("--after", pass);

        string Emit(params string[] after)
        {
            Assert.Equal("", Run(["--arch", "x86_64", "--emit", "llvm", .. after, assembly]).Succeed().Output);
            return File.ReadAllText(Path.Combine(_directory, "Samples.MallocTop.x86_64.ll"));
        }
    }

    [Fact]
    public void UnknownPassErrorListsTheKnownPasses()
    {
        string output = Run("--emit", "llvm", "--after", "mem2reg", "a.dll").Output;

        Assert.Contains("there is no pass 'mem2reg'", output, StringComparison.Ordinal);
        Assert.Contains("import, optimize, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingReferenceIsReportedByName()
    {
        string assembly = Path.Combine(Repository.Root, "samples", "MallocTop", "bin", Repository.Configuration, "net10.0", "MallocTop.dll");
        File.Copy(assembly, Path.Combine(_directory, "alone.dll"));

        CommandResult result = Run("--emit", "asm", "alone.dll");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("bpfc: error BPF0612: type 'Bpf.", result.Output, StringComparison.Ordinal);
        Assert.Contains("is a reference missing", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero", "It is a device")]
    [InlineData("/tmp", "It is a directory")]
    [InlineData("fifo", "It is a pipe")]
    [InlineData("/dev/null", "It is a device")]
    [InlineData("/bin/true", "'/bin/true' is not a .NET assembly")]
    public void NoAssemblyHangsOrCrashesTheCompiler(string path, string reason)
    {
        if (path == "fifo")
        {
            Command.Run(_directory, "mkfifo", ["fifo"]).Succeed();
        }

        CommandResult result = Command.Run(_directory, "timeout", ["60", "dotnet", Repository.Bpfc, path]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("bpfc: error BPF0612: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(reason, result.Output, StringComparison.Ordinal);
    }

    private CommandResult Run(params string[] arguments) => Command.Run(_directory, "dotnet", [Repository.Bpfc, .. arguments]);
}
