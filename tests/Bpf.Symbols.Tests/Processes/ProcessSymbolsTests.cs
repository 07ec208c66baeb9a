using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.Processes;

public sealed class ProcessSymbolsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bpf-symbols-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("-pie", "-fPIE")]
    [InlineData("-no-pie", "-fno-pie")]
    public void FunctionsOfAProgramAreNamed(params string[] options)
    {
        using NativeTarget target = new(NativeTarget.Build(_folder, "functions.c", "functions", options));
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);

        foreach (string name in new[] { "local_function", "exported_function", "main" })
        {
            CodeFrame frame = symbols.Resolve(target.Addresses[name] + 2);
            Assert.Equal((name, CodeKind.Native, "functions", 2UL, NameSource.SymbolTable),
                (frame.Symbol.RawName is "other_name" ? "exported_function" : frame.Symbol.Name, frame.Symbol.Kind, frame.Symbol.Module, frame.Offset, frame.Symbol.Source));
            Assert.True(frame.Symbol.Size > 2);
        }

        // A function without a size reaches to the next one; a label in it is not one.
        Assert.Equal("hand_written+0x2 (functions)", symbols.Resolve(target.Addresses["hand_written"] + 2).ToString());
        Assert.Equal(0UL, symbols.Resolve(target.Addresses["hand_written"]).Symbol.Size);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StrippedProgramIsNamedByItsDebugFile(bool hasBuildId)
    {
        string path = NativeTarget.Build(_folder, "functions.c", "functions", "-g", hasBuildId ? "-Wl,--build-id" : "-Wl,--build-id=none");
        string debug = path + ".debug";
        Tool.Run("objcopy", "--only-keep-debug", path, debug);
        Tool.Run("objcopy", "--strip-all", $"--add-gnu-debuglink={debug}", path);
        using NativeTarget target = new(path);
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);

        CodeSymbol symbol = symbols.Resolve(target.Addresses["local_function"]).Symbol;
        Assert.Equal(("local_function", NameSource.DebugFile), (symbol.Name, symbol.Source));
    }

    [Fact]
    public void StrippedProgramWithoutDebugFileHasNoWrongNames()
    {
        string path = NativeTarget.Build(_folder, "functions.c", "functions", "-s");
        using NativeTarget target = new(path);
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);

        CodeFrame frame = symbols.Resolve(target.Addresses["local_function"] + 1);
        Assert.Equal(("[functions]", "functions", NameSource.None), (frame.Symbol.Name, frame.Symbol.Module, frame.Symbol.Source));
        Assert.StartsWith("functions+0x", frame.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void StubsOfTheLinkageTableAreNamedAfterTheirFunctions()
    {
        string path = NativeTarget.Build(_folder, "functions.c", "functions", "-pie", "-fPIE", "-Wl,-z,lazy");
        ImageSymbols symbols = ImageSymbols.Open(path);
        HashSet<string> names = [.. Enumerable.Range(0, (int)new FileInfo(path).Length).Select(offset => symbols.Find((ulong)offset)?.Name ?? "")];

        Assert.Contains("getpid@plt", names);
        Assert.Contains("dlopen@plt", names);
        // The selector has a name of its own, which its file keeps.
        Assert.Contains("choose", names);
    }

    [Fact]
    public void DeletedAndReplacedFilesAreNamedByTheFileThatIsMapped()
    {
        KernelRequirement.Need(Environment.IsPrivilegedProcess, "links in map_files take CAP_SYS_ADMIN");
        string library = NativeTarget.Build(_folder, "library.c", "library.so", "-shared", "-fPIC");
        using NativeTarget target = new(NativeTarget.Build(_folder, "functions.c", "functions"));
        ulong address = target.AddressFrom($"load {library}");
        File.Delete(library);
        File.WriteAllText(library, "another file");
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);

        Assert.Equal("library_function+0x1 (library.so)", symbols.Resolve(address + 1).ToString());
    }

    [Fact]
    public void UnloadedLibraryIsStillNamed()
    {
        string library = NativeTarget.Build(_folder, "library.c", "library.so", "-shared", "-fPIC");
        using NativeTarget target = new(NativeTarget.Build(_folder, "functions.c", "functions"));
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);
        ulong address = target.AddressFrom($"load {library}");
        symbols.Refresh();
        CodeFrame loaded = symbols.Resolve(address);
        target.Do("unload");
        symbols.Refresh();

        Assert.Null(symbols.Maps.Find(address));
        Assert.Equal("library_function+0x0 (library.so)", loaded.ToString());
        Assert.Same(loaded.Symbol, symbols.Resolve(address).Symbol);
    }

    [Fact]
    public void NamesOutliveTheProcess()
    {
        NativeTarget target = new(NativeTarget.Build(_folder, "functions.c", "functions"));
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);
        CodeFrame before = symbols.Resolve(target.Addresses["main"]);
        target.End();
        symbols.Refresh();

        Assert.True(symbols.HasExited);
        Assert.Equal(before, symbols.Resolve(target.Addresses["main"]));
        Assert.Equal("local_function", symbols.Resolve(target.Addresses["local_function"]).Symbol.Name);
        Assert.Equal("0x10", symbols.Resolve(0x10).ToString());
        target.Dispose();
    }

    [Fact]
    public void AnotherProgramInTheSameProcessIsNamed()
    {
        string first = NativeTarget.Build(_folder, "functions.c", "first", "-no-pie");
        string second = NativeTarget.Build(_folder, "functions.c", "second", "-no-pie");
        using NativeTarget target = new(first);
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);
        Assert.Equal("first", symbols.Resolve(target.Addresses["main"]).Symbol.Module);
        Assert.StartsWith("local_function", target.Do($"exec {second}"), StringComparison.Ordinal);
        symbols.Refresh();

        Assert.Equal("second", symbols.Resolve(target.Addresses["main"]).Symbol.Module);
        Assert.False(symbols.HasExited);
    }

    [Fact]
    public void GeneratedCodeIsNamedByThePerfMapThatAppears()
    {
        using NativeTarget target = new(NativeTarget.Build(_folder, "functions.c", "functions"));
        using ProcessSymbols symbols = ProcessSymbols.Open(target.Id);
        ulong address = target.AddressFrom("generate");
        symbols.Refresh();
        Assert.Equal(("[anon]", CodeKind.Anonymous), (symbols.Resolve(address).Symbol.Name, symbols.Resolve(address).Symbol.Kind));

        string map = $"/tmp/perf-{target.Id}.map";
        File.WriteAllText(map, $"{address:x} 20 LazyCompile:*hot /app.js:1\n");
        try
        {
            symbols.Refresh();
            CodeFrame frame = symbols.Resolve(address + 4);
            Assert.Equal(("LazyCompile:*hot /app.js:1", CodeKind.Managed, 4UL, NameSource.PerfMap),
                (frame.Symbol.Name, frame.Symbol.Kind, frame.Offset, frame.Symbol.Source));

            File.AppendAllText(map, $"{address:x} 10 replaced\n{address + 0x20:x} 10 added\n");
            symbols.Refresh();
            Assert.Equal(("replaced", "LazyCompile:*hot /app.js:1", "added"),
                (symbols.Resolve(address).Symbol.Name, symbols.Resolve(address + 0x18).Symbol.Name, symbols.Resolve(address + 0x20).Symbol.Name));
        }
        finally
        {
            File.Delete(map);
        }
    }

    [Fact]
    public void FunctionsOfTheKernelAndOfItsLibraryAreNamed()
    {
        using ProcessSymbols symbols = ProcessSymbols.Open(Environment.ProcessId);
        MemoryMapping library = symbols.Maps.Mappings.First(mapping => mapping.Name == "[vdso]");
        HashSet<string> names = [];
        for (ulong address = library.Start; address < library.End; address += 4)
        {
            CodeFrame frame = symbols.Resolve(address);
            Assert.Equal("[vdso]", frame.Symbol.Module);
            names.Add(frame.Symbol.RawName);
        }

        Assert.Contains(names, name => name is "clock_gettime" or "__kernel_clock_gettime");
        string[] symbol = File.ReadLines("/proc/kallsyms").Select(line => line.Split(' ', '\t')).Last(fields => fields[1] == "T" && fields[2] == "vfs_read");
        CodeFrame kernel = symbols.Resolve(Convert.ToUInt64(symbol[0], 16) + 8);
        Assert.Equal(("vfs_read", CodeKind.Kernel, 8UL), (kernel.Symbol.Name, kernel.Symbol.Kind, kernel.Offset));
    }

    [Fact]
    public void MissingProcessIsNamed()
    {
        BpfException exception = Assert.Throws<BpfException>(() => ProcessSymbols.Open(int.MaxValue));

        Assert.Equal(Errno.ESRCH, exception.Errno);
    }

    [Fact]
    public void ProcessOfTheSameIdIsNotReadByMistake()
    {
        using Process process = Process.Start("sleep", "1000");
        using ProcessSymbols symbols = ProcessSymbols.Open(process.Id);
        process.Kill();
        process.WaitForExit();
        ProcessMaps last = symbols.Maps;
        symbols.Refresh();

        Assert.True(symbols.HasExited);
        Assert.Same(last, symbols.Maps);
    }
}
