// Writes the tables of kernel types and functions for eng/kernel-types.sh. Arguments: the two output files, then the architecture, version, package and BTF file of
// each kernel.
using System.Buffers.Binary;
using System.IO.Compression;
using Bpf.ReferenceKernels;
using Bpf.KernelTypes.Merging;
using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;

const int ArgumentsPerKernel = 4;

MergedTypes types = new();
for (int i = 2; i < args.Length; i += ArgumentsPerKernel)
{
    new BtfCollector(KernelBtf.LoadFile(args[i + 3]), types, types.Add(new ReferenceKernel(args[i], Version.Parse(args[i + 1]), args[i + 2]))).Collect();
}

int typesLength = Store(args[0], TableWriter.Write(types));
int functionsLength = Store(args[1], FunctionTableWriter.Write(types.Functions, types));
Console.WriteLine($"{types.Aggregates.Count} structs and unions with {types.Aggregates.Sum(item => item.Members.Count)} members, {types.Enumerations.Count} enumerations; "
    + $"{types.Functions.Functions.Count} functions with {types.Functions.Signatures.Count} prototypes; {typesLength} and {functionsLength} bytes compressed");

static int Store(string path, byte[] table)
{
    using MemoryStream compressed = new();
    Span<byte> length = stackalloc byte[sizeof(int)];
    BinaryPrimitives.WriteInt32LittleEndian(length, table.Length);
    compressed.Write(length);
    using (DeflateStream stream = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
    {
        stream.Write(table);
    }

    File.WriteAllBytes(path, compressed.ToArray());
    return (int)compressed.Length;
}
