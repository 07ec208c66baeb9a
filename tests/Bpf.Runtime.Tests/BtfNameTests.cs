using System.Text;
using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Lookups by name and by id agree, whether a table is searched, indexed or enumerated.</summary>
public sealed class BtfNameTests : IDisposable
{
    private const string Vmlinux = "/sys/kernel/btf/vmlinux";
    private const int NamesPerPass = 1000;
    private readonly string _directory = Directory.CreateTempSubdirectory("bpf-names-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void KernelTypesMatchBpftool()
    {
        BtfTypeTable kernel = KernelBtf.Vmlinux;
        uint id = 1;
        foreach (string line in Tool.Run("bpftool", "btf", "dump", "file", Vmlinux).Split('\n'))
        {
            if (!line.StartsWith('['))
            {
                continue;
            }

            // [24] STRUCT 'list_head' size=16 vlen=2
            string[] words = line.Split(' ', 3);
            BtfType type = kernel[id];
            Assert.Equal($"[{id}] {BpftoolName(type)}", $"{words[0]} {words[1]}");
            Assert.True(words[2].StartsWith(type.NameOffset == 0 ? "'(anon)'" : $"'{type.NameText}'", StringComparison.Ordinal), $"{line}: {type.NameText}");
            id++;
        }

        Assert.Equal(kernel.EndId, id);
    }

    [Fact]
    public void EveryKernelNameHasTheSameTypesWithEitherLookup()
    {
        BtfTypeTable kernel = KernelBtf.Vmlinux;
        (List<byte[]> names, List<uint[]> ids) = Walk(kernel);
        Assert.True(names.Count > 10_000);

        BtfNameIndex index = new(kernel);
        for (int first = 0; first < names.Count; first += NamesPerPass)
        {
            List<byte[]> wanted = names.GetRange(first, Math.Min(NamesPerPass, names.Count - first));
            uint[][] found = new BtfNameScan(wanted).Run(kernel);
            for (int i = 0; i < wanted.Count; i++)
            {
                uint[] expected = ids[first + i];
                Assert.True(expected.AsSpan().SequenceEqual(found[i]), Encoding.UTF8.GetString(wanted[i]));
                Assert.True(expected.AsSpan().SequenceEqual(index.Find(wanted[i])), Encoding.UTF8.GetString(wanted[i]));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30_000)] // a large table, in which only the places of some types are kept
    public void FlavorsShortNamesAndNamesInsideOfOthersAreFound(int copies)
    {
        BtfBuilder builder = new();
        string[] names = ["a", "a___x", "ab", "ab___one", "abc", "abc___y___z", "abcd", "abcd___2", "task_struct", "task_struct___v2", "task___struct", "____x", "x____y"];
        List<(string Name, uint Id)> added = [];
        foreach (string name in names)
        {
            added.Add((name, builder.AddInt(name, 4)));
        }

        uint suffix = builder.AddInt("long_list_head", 4);
        for (int i = 1; i < copies; i++)
        {
            builder.Add(BtfKind.Struct, $"filler{i}", 1, 4, 0, 1, 0);
        }

        uint last = builder.Add(BtfKind.Typedef, "z", 0, 1);
        BtfTypeTable types = builder.Build();
        types[suffix].Record[0] += 5; // "list_head": some tools let names share their ends
        added.Add(("list_head", suffix));
        added.Add(("z", last)); // the last string of all
        added.Add(("missing", 0));
        (List<byte[]> walked, List<uint[]> ids) = Walk(types);

        for (int round = 0; round < 2; round++) // first by scanning, then by an index
        {
            foreach ((string name, uint id) in added)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(name);
                int position = walked.FindIndex(known => BtfNames.Essential(bytes).SequenceEqual(known));
                Assert.Equal(position < 0 ? [] : ids[position], types.Named(bytes).ToArray());
                Assert.Equal(id, types.Find(bytes, name == "z" ? BtfKind.Typedef : BtfKind.Int));
            }
        }

        Assert.Equal(2, types.Named("ab"u8).Length);
        Assert.Equal(0, types.Named("list"u8).Length);
    }

    [Fact]
    public void ExpectedNamesAreFoundInOnePass()
    {
        byte[][] names = [.. Enumerable.Range(0, 100).Select(i => Encoding.UTF8.GetBytes($"type{i}"))];
        BtfBuilder builder = new();
        foreach (byte[] name in names)
        {
            builder.AddInt(Encoding.UTF8.GetString(name), 4);
        }

        BtfTypeTable types = builder.Build();
        BtfNameLookup lookup = new(types);
        lookup.Expect(names);
        foreach (byte[] name in names)
        {
            Assert.Single(lookup.Find(name));
        }

        lookup.Expect(names);
        Assert.Single(lookup.Find(names[5]));
        Assert.Equal(1, lookup.Passes);

        for (int i = 0; i < 50; i++)
        {
            Assert.Empty(lookup.Find(Encoding.UTF8.GetBytes($"missing{i}")));
        }

        Assert.InRange(lookup.Passes, 2, 10);
        Assert.Equal(7u + 1, Assert.Single(lookup.Find("type7"u8)));
    }

    [Fact]
    public void SplitBtfCanReuseNamesOfItsBase()
    {
        BtfBuilder first = new();
        first.AddInt("shared", 4);
        BtfTypeTable baseTable = first.Build();
        BtfBuilder second = new();
        second.AddInt("own", 4);
        second.AddInt("own", 4);
        BtfTypeTable built = second.Build();
        built[1].Record[0] += (uint)baseTable.StringBytes.Length;
        built[2].Record[0] = 1; // "shared", in the strings of the base
        BtfTypeTable split = new(BtfMemory.Copy(built.Bytes), "split", baseTable);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal([split.FirstId], split.Named("own"u8).ToArray());
            Assert.Equal([split.FirstId + 1], split.Named("shared"u8).ToArray());
            Assert.Equal(1u, baseTable.Find("shared"u8, BtfKind.Int));
            Assert.Empty(split.Named(Encoding.UTF8.GetBytes($"missing{i}")).ToArray());
        }
    }

    [Fact]
    public void NamesOutsideOfTheStringTableAreRefused()
    {
        BtfBuilder builder = new();
        builder.AddInt("int", 4);
        BtfTypeTable types = builder.Build();
        types[1].Record[0] = 1000;
        Assert.Throws<BpfObjectFormatException>(() => types.Find("char"u8, BtfKind.Int));
        Assert.Throws<BpfObjectFormatException>(() => new BtfNameIndex(types));
    }

    [Fact]
    public async Task TargetTypesAreReadFromBtfFromElfAndFromAPipe()
    {
        byte[] expected = KernelBtf.Vmlinux.Bytes.ToArray();
        Assert.True(KernelBtf.LoadFile(Vmlinux).Bytes.SequenceEqual(expected));

        string copy = Path.Combine(_directory, "target"), pipe = Path.Combine(_directory, "pipe");
        File.WriteAllBytes(copy, CObject.Compile("core"));
        Assert.NotEqual(0u, KernelBtf.LoadFile(copy).Find("task_struct"u8, BtfKind.Struct));

        Tool.Run("mkfifo", pipe);
        Assert.Contains("nobody writes to", Assert.Throws<BpfException>(() => KernelBtf.LoadFile(pipe)).Message, StringComparison.Ordinal);
        // Opened for reading and writing, so that neither side waits; a pipe holds less than is written.
        FileStream end = new(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        Task writer = Task.Run(
            () =>
            {
                using (end)
                {
                    end.Write(expected);
                }
            },
            TestContext.Current.CancellationToken);
        Assert.True(KernelBtf.LoadFile(pipe).Bytes.SequenceEqual(expected));
        await writer;
        Assert.Contains("is a device", Assert.Throws<BpfException>(() => KernelBtf.LoadFile("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Contains("is a directory", Assert.Throws<BpfException>(() => KernelBtf.LoadFile(_directory)).Message, StringComparison.Ordinal);

        expected.AsSpan(0, 2).Reverse();
        File.WriteAllBytes(copy, expected);
        Assert.Throws<BpfObjectFormatException>(() => KernelBtf.LoadFile(copy));
    }

    [Fact]
    public void ReadingTargetTypesTakesLittleMemoryBeyondTheirSize()
    {
        KernelRequirement.NeedRoot();
        byte[] bytes = CObject.Compile("core");
        Load(bytes, null);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Load(bytes, Vmlinux);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, new FileInfo(Vmlinux).Length, new FileInfo(Vmlinux).Length + (1 << 20));

        static void Load(byte[] bytes, string? target)
        {
            using BpfObject loaded = BpfObject.Open(bytes, "core", new BpfObjectOptions { TargetBtfPath = target });
            loaded.Load();
        }
    }

    // Essential names in the order of their first type, with the ids of all their types.
    private static (List<byte[]> Names, List<uint[]> Ids) Walk(BtfTypeTable types)
    {
        Dictionary<string, List<uint>> known = [];
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            if (types[id] is not { NameOffset: not 0 } type)
            {
                continue;
            }

            string name = Encoding.Latin1.GetString(BtfNames.Essential(type.Name));
            if (known.TryGetValue(name, out List<uint>? ids))
            {
                ids.Add(id);
            }
            else
            {
                known[name] = [id];
            }
        }

        return ([.. known.Keys.Select(Encoding.Latin1.GetBytes)], [.. known.Values.Select(ids => ids.ToArray())]);
    }

    private static string BpftoolName(BtfType type) => type.Kind switch
    {
        BtfKind.Pointer => "PTR",
        BtfKind.Forward => "FWD",
        BtfKind.Function => "FUNC",
        BtfKind.FunctionPrototype => "FUNC_PROTO",
        BtfKind.Variable => "VAR",
        BtfKind.DataSection => "DATASEC",
        BtfKind.DeclarationTag => "DECL_TAG",
        BtfKind.TypeTag => "TYPE_TAG",
        BtfKind kind => kind.ToString().ToUpperInvariant(),
    };
}
