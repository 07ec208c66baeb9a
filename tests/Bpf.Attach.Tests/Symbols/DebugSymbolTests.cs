using Bpf.Attach.Tests.Support;
using Bpf.Objects.Elf;
using Bpf.Objects.Elf.Compression;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Symbols.DebugFiles;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Symbols;

/// <summary>Local functions of stripped programs, from every source of symbols.</summary>
public sealed class DebugSymbolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-symbols-");
    private readonly CTarget _target = new(Path.Combine(AppContext.BaseDirectory, "targets", "functions.c"), "-Wl,--build-id");
    private readonly ulong _offset;

    public DebugSymbolTests() => _offset = Binary.SymbolsOf(_target.Path).Resolve("hidden_function");

    private string Stripped => Path.Combine(_directory.FullName, "stripped");

    public void Dispose()
    {
        _target.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void StrippedFileIsReported()
    {
        Tool.Run("strip", "-o", Stripped, _target.Path);
        SymbolException failure = Assert.Throws<SymbolException>(() => Binary.SymbolsOf(Stripped).Resolve("hidden_function"));
        Assert.Contains("stripped", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".debug")]
    public void DebugLinkNextToTheFile(string subdirectory)
    {
        string directory = Directory.CreateDirectory(Path.Combine(_directory.FullName, subdirectory)).FullName;
        string debug = Path.Combine(directory, "program.debug");
        Tool.Run("objcopy", "--only-keep-debug", _target.Path, debug);
        Tool.Run("strip", "-o", Stripped, _target.Path);
        Tool.Run("objcopy", $"--add-gnu-debuglink={debug}", Stripped);

        Assert.Equal(_offset, Binary.SymbolsOf(Stripped).Resolve("hidden_function"));
        Assert.Equal([_offset], Binary.SymbolsOf(Stripped).ResolveAll("hidden_f*").Offsets);
    }

    [Theory]
    [InlineData("-Wl,--build-id")]
    [InlineData("-Wl,--build-id=none")]
    public void DebugFileOfAnotherProgramIsIgnored(string buildId)
    {
        using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "functions.c"), buildId);
        using CTarget other = new(Path.Combine(AppContext.BaseDirectory, "targets", "functions.c"), "-O0", buildId);
        string debug = Path.Combine(_directory.FullName, "program.debug");
        Tool.Run("objcopy", "--only-keep-debug", target.Path, debug);
        Tool.Run("strip", "-o", Stripped, target.Path);
        Tool.Run("objcopy", $"--add-gnu-debuglink={debug}", Stripped);
        Assert.NotEqual(0UL, Binary.SymbolsOf(Stripped).Resolve("hidden_function"));

        File.Delete(debug);
        Tool.Run("objcopy", "--only-keep-debug", other.Path, debug);
        File.SetLastWriteTimeUtc(Stripped, DateTime.UtcNow.AddSeconds(1));
        Assert.Throws<SymbolException>(() => Binary.SymbolsOf(Stripped).Resolve("hidden_function"));
    }

    [Fact]
    public void BuildIdDirectory()
    {
        string buildId = DebugSymbols.BuildId(new Bpf.Objects.Elf.ElfFile(File.ReadAllBytes(_target.Path), _target.Path))!;
        string directory = $"/usr/lib/debug/.build-id/{buildId[..2]}";
        string debug = $"{directory}/{buildId[2..]}.debug";
        bool isNew = !Directory.Exists(directory);
        Directory.CreateDirectory(directory);
        try
        {
            Tool.Run("objcopy", "--only-keep-debug", _target.Path, debug);
            Tool.Run("strip", "-o", Stripped, _target.Path);
            Assert.Equal(_offset, Binary.SymbolsOf(Stripped).Resolve("hidden_function"));
        }
        finally
        {
            File.Delete(debug);
            if (isNew)
            {
                Directory.Delete(directory);
            }
        }
    }

    [Fact]
    public void CompressedSymbolsWithinTheFile()
    {
        string symbols = Path.Combine(_directory.FullName, "mini");
        Tool.Run("objcopy", "--only-keep-debug", "--strip-debug", _target.Path, symbols);
        Tool.Run("xz", "-k", symbols);
        Tool.Run("strip", "-o", Stripped, _target.Path);
        Tool.Run("objcopy", "--add-section", $".gnu_debugdata={symbols}.xz", Stripped);

        Assert.Equal(_offset, Binary.SymbolsOf(Stripped).Resolve("hidden_function"));
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("-6")]
    [InlineData("-9e")]
    [InlineData("--check=crc32")]
    [InlineData("--lzma2=lc=1,lp=2,pb=4")]
    [InlineData("--block-size=100000")]
    public void XzFilesRoundTrip(string option)
    {
        byte[] original = [.. File.ReadAllBytes(typeof(object).Assembly.Location).AsSpan(0, 600_000), .. new byte[70_000], .. RandomNumbers(100_000)];
        string path = Path.Combine(_directory.FullName, "data");
        File.WriteAllBytes(path, original);
        Tool.Run("xz", option, path);

        Assert.Equal(original, XzDecoder.Decompress(File.ReadAllBytes($"{path}.xz")));
    }

    [Fact]
    public void DamagedXzFilesNeverCrash()
    {
        string path = Path.Combine(_directory.FullName, "data");
        File.WriteAllBytes(path, File.ReadAllBytes(_target.Path));
        Tool.Run("xz", path);
        byte[] compressed = File.ReadAllBytes($"{path}.xz");
        Random random = new(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = compressed.AsSpan(0, random.Next(compressed.Length)).ToArray();
            if (damaged.Length > 0)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                XzDecoder.Decompress(damaged);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    private static byte[] RandomNumbers(int count)
    {
        byte[] bytes = new byte[count];
        new Random(42).NextBytes(bytes);
        return bytes;
    }
}
