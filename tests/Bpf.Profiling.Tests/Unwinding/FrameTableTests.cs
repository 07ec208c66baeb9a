using System.Diagnostics;
using System.Runtime.InteropServices;
using Bpf.Objects.Elf;
using Bpf.Profiling.Unwinding.State;
using Bpf.Runtime;
using Bpf.Symbols;
using Bpf.Symbols.Memory;
using Bpf.Testing;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>Rows of frame descriptions are those that readelf prints, and are found by address.</summary>
public sealed class FrameTableTests(ITestOutputHelper output)
{
    private static readonly string s_libraries = $"/lib/{(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "x86_64" : "aarch64")}-linux-gnu";

    public static TheoryData<string> Files { get; } = new([
        .. ((string[])["libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "libcrypto.so.3", "libssl.so.3", "libz.so.1"])
            .Select(name => $"{s_libraries}/{name}"),
        .. ((string[])["libcoreclr.so", "libclrjit.so", "libSystem.Native.so"]).Select(name => RuntimeEnvironment.GetRuntimeDirectory() + name),
        "/usr/bin/readelf", "/bin/bash", "[vdso]"]);

    [Theory]
    [MemberData(nameof(Files))]
    public void RowsAreThoseOfReadelf(string path)
    {
        KernelRequirement.NeedTool("readelf");
        KernelRequirement.Need(path.StartsWith('[') || File.Exists(path), $"this test needs {path}");
        string? copy = path.StartsWith('[') ? CopyOfVdso() : null;
        try
        {
            FrameComparison comparison = FrameComparison.Of(copy ?? path);
            output.WriteLine($"{comparison.Functions} functions, {comparison.Rows} rows");
            Assert.Empty(comparison.Differences);
            Assert.True(comparison.Functions > 0);
        }
        finally
        {
            if (copy is not null)
            {
                File.Delete(copy);
            }
        }
    }

    /// <summary>All files of the machine, each once.</summary>
    [Fact]
    public void RowsOfAllFilesAreThoseOfReadelf()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1", "BPF_LONG_TESTS=1 compares every ELF file of the machine");
        KernelRequirement.NeedTool("readelf");
        List<string> differences = [];
        (int files, long functions, long rows) = (0, 0, 0);
        HashSet<(long, int)> seen = [];
        Stopwatch clock = Stopwatch.StartNew();
        foreach (string path in ElfFiles("/", seen))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            FrameComparison comparison = FrameComparison.Of(path);
            files++;
            functions += comparison.Functions;
            rows += comparison.Rows;
            differences.AddRange(comparison.Differences.Select(difference => $"{path}: {difference}"));
        }

        output.WriteLine($"{files} files, {functions} functions, {rows} rows, {clock.Elapsed}");
        Assert.Empty(differences);
    }

    private static string CopyOfVdso()
    {
        MemoryMapping vdso = ProcessMaps.Read(Environment.ProcessId).Mappings.First(mapping => mapping.Name == "[vdso]");
        using ProcessMemory memory = ProcessMemory.Open(Environment.ProcessId);
        byte[] bytes = new byte[vdso.End - vdso.Start];
        Assert.True(memory.TryRead(vdso.Start, bytes));
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static IEnumerable<string> ElfFiles(string directory, HashSet<(long Length, int Hash)> seen)
    {
        string[] roots = [.. Directory.EnumerateDirectories(directory).Where(path => path is not ("/proc" or "/sys" or "/dev"))];
        EnumerationOptions all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string path in roots.SelectMany(root => Directory.EnumerateFiles(root, "*", all)))
        {
            bool isNew = false;
            try
            {
                using MappedFile file = MappedFile.Open(path);
                isNew = file.Length > 4096 && new ElfFile(file, path) is { Is64Bit: true, IsLittleEndian: true, Type: not 1 } elf
                    && FrameArchitecture.Of(elf.Machine) is not null && seen.Add((file.Length, HashOf(file)));
            }
            catch (BpfException)
            {
                // Not an ELF file.
            }

            if (isNew)
            {
                yield return path;
            }
        }
    }

    private static int HashOf(MappedFile file)
    {
        HashCode hash = default;
        hash.AddBytes(file.Slice(0, 4096));
        hash.AddBytes(file.Slice(file.Length / 2, 2048));
        return hash.ToHashCode();
    }
}
