using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Btf.Values;
using Bpf.Objects.Relocations;
using Bpf.Runtime;
using Bpf.Runtime.Objects;

namespace Bpf.Fuzz;

/// <summary>Damaged BPF objects, which are opened in both dialects, inspected and loaded.</summary>
public class ObjectFuzzTests
{
    [Fact]
    public void DamagedObjectsThrowOnlyBpfException()
        => Campaign.Run(Campaign.IsLong ? 200_000 : 4_000, Seeds.Objects(), static (bytes, round) =>
        {
            using BpfObject target = BpfObject.Open(bytes, "damaged", new BpfObjectOptions { Dialect = DialectOf(round) });
            LookInto(target);
        });

    // The verifier may take seconds for a damaged loop, so kernel time is not counted.
    [Fact]
    public void LoadingDamagedObjectsThrowsOnlyBpfException()
        => Campaign.Run(Campaign.IsLong ? 20_000 : 400, Seeds.Objects(), static (bytes, round) =>
        {
            using BpfObject target = BpfObject.Open(bytes, "damaged", new BpfObjectOptions { Dialect = DialectOf(round) });
            target.Load();
        }, countsKernelTime: false);

    // One of the tables is large enough to be handled like the kernel's.
    [Fact]
    public void DamagedTargetTypesThrowOnlyBpfException()
    {
        byte[][] names = ["task_struct"u8.ToArray(), "filler7"u8.ToArray(), "missing"u8.ToArray()];
        Campaign.Run(Campaign.IsLong ? 20_000 : 400, Seeds.Types(), (bytes, round) =>
        {
            BtfTypeTable types = new(BtfMemory.Copy(bytes), "damaged");
            types.Expect(names);
            foreach (byte[] name in names)
            {
                foreach (uint id in types.Named(name))
                {
                    types.SizeOf(id);
                }
            }

            for (uint id = 1; id < types.EndId; id += 61)
            {
                _ = types[id].Name.Length;
            }

            _ = new BtfNameIndex(types);
        });
    }

    [Fact]
    public void ObjectsAreFoundInDamagedFiles()
    {
        List<byte[]> objects = Seeds.Objects();
        byte[][] files = [.. objects.Chunk(3).Select(chunk => chunk.SelectMany(bytes => (byte[])[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, .. bytes]).ToArray())];
        Campaign.Run(Campaign.IsLong ? 20_000 : 1_000, files, static (bytes, _) =>
        {
            foreach ((int offset, ReadOnlyMemory<byte> contents) in EmbeddedObjects.Find(bytes))
            {
                BpfObject.Open(contents, $"at {offset}").Dispose();
            }
        });
    }

    private static BpfDialect DialectOf(int round) => round % 2 == 0 ? BpfDialect.Libbpf : BpfDialect.Cilium;

    private static void LookInto(BpfObject target)
    {
        foreach (BpfProgram program in target.Programs)
        {
            Disassembler.Write(program.Instructions, TextWriter.Null, index => program.SourceOf(index)?.ToString());
        }

        foreach (string section in target.Globals.Sections)
        {
            foreach ((string name, ulong size) in target.Globals.VariablesOf(section))
            {
                _ = $"{name}{size}";
            }
        }

        if (target.File.Extension is not { } extension)
        {
            return;
        }

        foreach ((_, ReadOnlyMemory<byte> records) in extension.Core.Sections)
        {
            for (int i = 0; i < records.Length; i += extension.Core.RecordSize)
            {
                CoreSpec.Parse(target.File.Btf!, CoreRelocation.Read(records.Span[i..])).Describe();
            }
        }
    }
}
