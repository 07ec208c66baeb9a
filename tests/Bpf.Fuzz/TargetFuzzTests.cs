using System.IO.Compression;
using Bpf.Objects.Elf;
using Bpf.Objects.Elf.Compression;
using Bpf.Objects.Files;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime;
using Bpf.Runtime.Attach;
using Bpf.Runtime.Attach.Cost;
using Bpf.Runtime.Attach.Usdt;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Files;
using Bpf.Testing;

namespace Bpf.Fuzz;

/// <summary>Damaged programs, libraries and archives, as a probed process may have mapped them.</summary>
public sealed class TargetFuzzTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-fuzz-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void DamagedProgramsThrowOnlyBpfException()
        => Campaign.Run(Campaign.IsLong ? 100_000 : 2_000, Seeds.Targets(_directory.FullName), static (bytes, round) =>
        {
            ElfFile file = new(bytes, "damaged");
            // Each part separately: a defect in one must not keep the others from being tested.
            Survive(() => LookUp(file));
            Survive(() => UsdtPoints.Find(file, new DebugFileSearch(FileRoot.Own), "demo", round % 2 == 0 ? "point" : "guarded"));
            Survive(() => new UsdtVariables(file, new DebugFileSearch(FileRoot.Own)).Find("demo_guarded_semaphore", 0));
            Survive(() => DebugSymbols.Read(file, new DebugFileSearch(FileRoot.Own)));
            Survive(() => ReadEverything(file));
        });

    [Fact]
    public void DamagedArchivesThrowOnlyBpfException()
    {
        byte[] library = Seeds.Targets(_directory.FullName)[2];
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, CompressionLevel level) in new[] { ("lib/a.so", CompressionLevel.NoCompression), ("lib/b.so", CompressionLevel.Optimal) })
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(library);
            }
        }

        // Most of an archive is contents, whose defects the archive reader cannot see.
        byte[] whole = stream.ToArray();
        Campaign.Run(Campaign.IsLong ? 100_000 : 2_000, [whole, [.. whole[..64], .. whole[^256..]]], static (bytes, round) =>
        {
            (int offset, int length) = ZipArchiveReader.Find(bytes, "archive.zip", round % 4 == 0 ? "lib/b.so" : "lib/a.so");
            _ = new ElfFile(bytes.AsMemory(offset, length), "member").Sections.Length;
        });
    }

    [Fact]
    public void DamagedCompressedSymbolsThrowOnlyInvalidDataException()
    {
        byte[] debug = Seeds.Targets(_directory.FullName)[4];
        string plain = Path.Combine(_directory.FullName, "plain");
        File.WriteAllBytes(plain, debug);
        Tool.Run("xz", "-kf", plain);
        Campaign.Run(Campaign.IsLong ? 20_000 : 1_000, [File.ReadAllBytes(plain + ".xz")], static (bytes, _) =>
        {
            try
            {
                XzDecoder.Decompress(bytes);
            }
            catch (InvalidDataException exception)
            {
                throw new BpfObjectFormatException("xz", exception.Message, exception);
            }
        });
    }

    private static void LookUp(ElfFile file)
    {
        BinarySymbols symbols = new(file, new DebugFileSearch(FileRoot.Own));
        foreach (string name in new[] { "answer", "answer@V1", "chosen", "main", "hidden_function", "no_such_function" })
        {
            Survive(() => ProbedCode.CostAt(file, ProbedCode.BehindBranchTarget(file, symbols.Resolve(name))));
        }

        Survive(() => symbols.ResolveAll("*_f*"));
    }

    private static void ReadEverything(ElfFile file)
    {
        foreach (ElfSection section in file.Sections)
        {
            Survive(() =>
            {
                if (section.Type is ElfSection.Relocations or ElfSection.RelocationsWithAddend)
                {
                    foreach (ElfRelocation relocation in file.RelocationsOf(section))
                    {
                        _ = relocation.Symbol;
                    }
                }
                else if (section.Type == ElfSection.Note)
                {
                    foreach (ElfNote note in file.NotesOf(section))
                    {
                        _ = note.Description.Length;
                    }
                }
            });
        }
    }

    private static void Survive(Action part)
    {
        try
        {
            part();
        }
        catch (BpfException)
        {
        }
    }
}
