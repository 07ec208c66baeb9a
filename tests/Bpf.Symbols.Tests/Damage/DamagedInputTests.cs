using System.Text;
using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Files;
using Bpf.Symbols.PerfMaps;
using Bpf.Symbols.Tests.Processes;

namespace Bpf.Symbols.Tests.Damage;

/// <summary>Whatever a process or a file contains, the answer is a name, none, or the exception that is documented.</summary>
public sealed class DamagedInputTests : IDisposable
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("BPF_LONG_TESTS") is null or "" or "0" ? 300 : 20_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bpf-symbols-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("-g")]
    [InlineData("-s")]
    public void DamagedFilesAreRefusedOrRead(string option)
    {
        byte[] file = File.ReadAllBytes(NativeTarget.Build(_folder, "functions.c", "functions", option));
        Random random = new(14);
        int refused = 0;
        for (int round = 0; round < s_rounds; round++)
        {
            byte[] damaged = Damaged(file, random, round);
            try
            {
                ImageSymbols symbols = ImageSymbols.Read(new ElfFile(damaged, "damaged"), new DebugFileSearch(FileRoot.Own), "damaged");
                for (int i = 0; i < 100; i++)
                {
                    _ = symbols.Find((ulong)random.NextInt64(file.Length));
                }
            }
            catch (BpfException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, s_rounds - 1);
    }

    [Fact]
    public void DamagedMapsAreRefusedOrRead()
    {
        byte[] text = File.ReadAllBytes("/proc/self/maps");
        Random random = new(15);
        for (int round = 0; round < s_rounds * 10; round++)
        {
            try
            {
                ProcessMaps maps = ProcessMaps.Parse(Damaged(text, random, round), "maps");
                foreach (MemoryMapping mapping in maps.Mappings)
                {
                    _ = mapping.Paths.Count();
                    Assert.True(mapping.Start == mapping.End || maps.Find(mapping.Start) == mapping);
                }
            }
            catch (BpfException)
            {
                // Documented.
            }
        }
    }

    [Fact]
    public void DamagedPerfMapsAreRead()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 50).Select(i => $"{i * 256:x} {i * 16:x} void [App] App.Type::Method{i}()[Tier0]\n")));
        Random random = new(16);
        for (int round = 0; round < s_rounds * 10; round++)
        {
            PerfMap map = PerfMap.Parse(Damaged(text, random, round));
            for (int i = 0; i < 20; i++)
            {
                ulong address = (ulong)random.NextInt64(0x4000);
                Assert.True(map.Find(address) is not { } found || address - found.Start < found.Size);
            }
        }
    }

    [Fact]
    public void DamagedKernelSymbolsAreRead()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 50).Select(i => $"{0xffffffff81000000 + ((ulong)i * 64):x} t function_{i}\t[module_{i / 10}]\n")));
        Random random = new(17);
        for (int round = 0; round < s_rounds * 10; round++)
        {
            KernelSymbolTable table = KernelSymbolTable.Read(new MemoryStream(Damaged(text, random, round)));
            for (int i = 0; i < 20; i++)
            {
                ulong address = 0xffffffff81000000 + (ulong)random.NextInt64(0x2000);
                Assert.True(table.Find(address) is not { } found || address - found.Start < found.Size);
            }
        }
    }

    // Bytes and words replaced, and every eighth time the end cut off.
    private static byte[] Damaged(byte[] original, Random random, int round)
    {
        byte[] copy = round % 8 == 7 ? original[..random.Next(original.Length)] : [.. original];
        for (int i = random.Next(1, 12); i > 0 && copy.Length > 8; i--)
        {
            // Headers and tables are at the ends of a file.
            int at = random.Next(3) switch { 0 => random.Next(Math.Min(1024, copy.Length - 8)), 1 => copy.Length - 8 - random.Next(Math.Min(4096, copy.Length - 8)), _ => random.Next(copy.Length - 8) };
            byte[] value = random.Next(3) switch { 0 => [(byte)random.Next(256)], 1 => BitConverter.GetBytes(random.NextInt64()), _ => [0xFF, 0xFF, 0xFF, 0xFF] };
            value.CopyTo(copy, at);
        }

        return copy;
    }
}
