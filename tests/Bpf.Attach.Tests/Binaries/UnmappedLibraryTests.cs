using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Binaries;

/// <summary>Library names as seen by a process: what it has mapped, what it is about to map, and an error for everything else.</summary>
public sealed class UnmappedLibraryTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-libraries-");
    private readonly CTarget _loads = new(Source("loads"));

    public UnmappedLibraryTests() => KernelRequirement.NeedRoot();

    public void Dispose()
    {
        _loads.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void StaticProgramHasNoLibraries()
    {
        using CTarget target = new(Source("many"), "-static");
        using CommandedProcess traced = new(target.Path);
        string message = Refusal(traced.Id, "libc", "malloc");
        Assert.Contains($"Process {traced.Id} has not mapped it: {target.Path} is statically linked", message, StringComparison.Ordinal);

        using SuspendedProcess suspended = SuspendedProcess.Start(target.Path);
        Assert.Contains("is statically linked", Refusal(suspended.ProcessId, "libc", "malloc"), StringComparison.Ordinal);
    }

    [Fact]
    public void UnmappedLibraryNeedsItsFullPath()
    {
        string library = Library("libmarked.so.3", "libmarked.so.3");
        using CommandedProcess traced = new("env", $"LD_LIBRARY_PATH={_directory.FullName}", _loads.Path);
        string message = Refusal(traced.Id, "libmarked", "marked");
        Assert.Contains($"Process {traced.Id} ({_loads.Path}) has not mapped it", message, StringComparison.Ordinal);
        Assert.Contains("libc.so.6", message, StringComparison.Ordinal);
        Assert.Contains($"give the full path, such as {library}", message, StringComparison.Ordinal);

        List<BpfLogEntry> log = [];
        using BpfObject program = Load(log);
        Link link = Entry(program).Attach(UprobeTarget.Process(traced.Id, library, "marked"));
        Assert.Contains($"process {traced.Id} has not mapped {library}", Assert.Single(log, entry => entry.Level == BpfLogLevel.Warning).Message, StringComparison.Ordinal);
        Assert.StartsWith("ok", traced.Ask($"open {library}"), StringComparison.Ordinal);
        traced.Ask("run 4");
        Assert.Equal(4UL, Hits(program));
        link.Dispose();
        using Link again = Entry(program).Attach(UprobeTarget.Process(traced.Id, "libmarked", "marked"));
    }

    [Theory]
    [InlineData("libold")]
    [InlineData("libold.so")]
    [InlineData("libold.so.6")]
    public void LibraryIsFoundByItsSoname(string name)
    {
        string library = Library("libold-2.31.so", "libold.so.6");
        using CommandedProcess traced = new(_loads.Path);
        traced.Ask($"open {library}");
        Assert.Equal(3UL, HitsOf(UprobeTarget.Process(traced.Id, name, "marked"), traced, "run 3"));
        Assert.Contains("has not mapped it", Refusal(traced.Id, "libold.so.5", "marked"), StringComparison.Ordinal);
    }

    [Fact]
    public void NameThatMeansTwoMappedFilesIsAmbiguous()
    {
        string first = Library("one/libtwo.so", "libtwo.so");
        string second = Library("other/libtwo.so", "libtwo.so");
        using CommandedProcess traced = new(_loads.Path);
        traced.Ask($"open {first}");
        traced.Ask($"open {second}");
        string message = Refusal(traced.Id, "libtwo", "marked");
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
        Assert.Equal(2UL, HitsOf(UprobeTarget.Process(traced.Id, second, "marked"), traced, "run 2"));
        Assert.Equal(0UL, HitsOf(UprobeTarget.Process(traced.Id, first, "marked"), traced, "run 2"));
    }

    [Fact]
    public void OlderVersionReachedByAMovedSymlinkIsProbed()
    {
        string old = Library("libmoved.so.1.2", "libmoved.so.1");
        string link = Path.Combine(_directory.FullName, "libmoved.so.1");
        File.CreateSymbolicLink(link, old);
        using CommandedProcess traced = new(_loads.Path);
        traced.Ask($"open {link}");
        File.Delete(link);
        File.Delete(old);
        File.CreateSymbolicLink(link, Library("libmoved.so.1.3", "libmoved.so.1"));
        Assert.Equal(3UL, HitsOf(UprobeTarget.Process(traced.Id, link, "marked"), traced, "run 3"));
    }

    [Theory]
    [InlineData("libc", "malloc")]
    [InlineData("libpthread", "pthread_create")]
    [InlineData("libdl.so.2", "dlopen")]
    public void ProgramThatHasNotStartedWillLoadItsLibraries(string library, string function)
    {
        using SuspendedProcess suspended = SuspendedProcess.Start(_loads.Path);
        List<BpfLogEntry> log = [];
        using BpfObject program = Load(log);
        using UprobeMultiLink link = Assert.IsType<UprobeMultiLink>(Entry(program).Attach(UprobeTarget.Process(suspended.ProcessId, library, function)));
        Assert.EndsWith("/libc.so.6", link.Path, StringComparison.Ordinal);
        Entry(program).Attach(UprobeTarget.Process(suspended.ProcessId, link.Path, "malloc"), new UprobeOptions { AllowRepeated = true }).Dispose();
        Assert.DoesNotContain(log, entry => entry.Level == BpfLogLevel.Warning);
    }

    [Theory]
    [InlineData("libpthread", "pthread_create")]
    [InlineData("libpthread.so.0", "pthread_join")]
    [InlineData("libdl", "dlopen")]
    [InlineData("librt", "timer_create")]
    [InlineData("libutil", "openpty")]
    public void LibrariesMergedIntoLibcAreFound(string library, string function)
    {
        Assert.EndsWith("/libc.so.6", Binary.Find(library), StringComparison.Ordinal);
        Assert.NotEqual(0UL, Binary.SymbolsOf(library).Resolve(function));

        using CommandedProcess traced = new(_loads.Path);
        using BpfObject program = Load();
        UprobeMultiLink link = Assert.IsType<UprobeMultiLink>(Entry(program).Attach(UprobeTarget.Process(traced.Id, library, function)));
        Assert.EndsWith("/libc.so.6", link.Path, StringComparison.Ordinal);
        link.Dispose();

        // Programs that were linked earlier map the remaining file.
        traced.Ask($"open {library.Split(".so")[0]}.so.{(library.StartsWith("libpthread", StringComparison.Ordinal) ? 0 : library.StartsWith("libdl", StringComparison.Ordinal) ? 2 : 1)}");
        using UprobeMultiLink again = Assert.IsType<UprobeMultiLink>(Entry(program).Attach(UprobeTarget.Process(traced.Id, library, function)));
        Assert.EndsWith("/libc.so.6", again.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void MuslLibcIsItsDynamicLinker()
    {
        string linker = Path.Combine(_directory.FullName, "ld-musl-x86_64.so.1");
        Tool.Run("gcc", "-O1", "-nostdlib", "-ffreestanding", "-fno-stack-protector", "-fPIC", "-shared", "-Wl,-e,_start,-Bsymbolic", "-o", linker, Source("muslish"));
        using CTarget target = new(Source("many"), $"-Wl,--dynamic-linker={linker}");
        using CommandedProcess traced = new(target.Path);
        foreach (string library in (string[])["libc", "libc.so", "libpthread", "libm", "libdl"])
        {
            Assert.Equal(1UL, HitsOf(UprobeTarget.Process(traced.Id, library, "malloc"), traced, "again"));
        }

        // Its neighbors belong to glibc, and no musl process loads those.
        Assert.Contains("has not mapped it", Refusal(traced.Id, "libz", "deflate"), StringComparison.Ordinal);
    }

    [Fact]
    public void LibraryNameIsResolvedInTheProcessHoweverTheTargetIsCreated()
    {
        using CTarget target = new(Source("many"), "-static");
        using CommandedProcess traced = new(target.Path);
        using BpfObject program = Load();
        Assert.Throws<BinaryNotFoundException>(() => Entry(program).Attach(UprobeTarget.Library("libc", "malloc") with { ProcessId = traced.Id }));
        Assert.Throws<BinaryNotFoundException>(() => Entry(program).Attach(UprobeTarget.Parse("libc:malloc") with { ProcessId = traced.Id }));
    }

    private static string Source(string name) => Path.Combine(AppContext.BaseDirectory, "targets", $"{name}.c");

    private string Library(string file, string name)
    {
        string path = Path.Combine(_directory.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Tool.Run("gcc", "-O1", "-shared", "-fPIC", $"-Wl,-soname,{name}", "-o", path, Source("marked"));
        return path;
    }

    private static string Refusal(int processId, string library, string function)
    {
        using BpfObject program = Load();
        return Assert.Throws<BinaryNotFoundException>(() => Entry(program).Attach(UprobeTarget.Process(processId, library, function))).Message;
    }

    private static ulong HitsOf(UprobeTarget target, CommandedProcess traced, string command)
    {
        using BpfObject program = Load();
        using Link link = Entry(program).Attach(target);
        traced.Ask(command);
        return Hits(program);
    }

    private static BpfObject Load(List<BpfLogEntry>? log = null)
    {
        BpfObject program = BpfObject.Open(CObject.Compile("uprobe"), "uprobe", new BpfObjectOptions { Log = entry => log?.Add(entry) });
        program.Load();
        return program;
    }

    private static UprobeProgram Entry(BpfObject program) => program.Programs.Get<UprobeProgram>("on_entry");

    private static ulong Hits(BpfObject program) => program.Globals.Reference<ulong>(".bss", "hits");
}
