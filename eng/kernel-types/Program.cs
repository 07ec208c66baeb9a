// Writes the table of kernel types for eng/kernel-types.sh. Arguments: the output file, then the architecture, version, package and BTF file of each kernel.
using System.Buffers.Binary;
using System.IO.Compression;
using Bpf.ReferenceKernels;
using Bpf.KernelTypes.Merging;
using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;

const int ArgumentsPerKernel = 4;

MergedTypes types = new();
for (int i = 1; i < args.Length; i += ArgumentsPerKernel)
{
    new BtfCollector(KernelBtf.LoadFile(args[i + 3]), types, types.Add(new ReferenceKernel(args[i], Version.Parse(args[i + 1]), args[i + 2]))).Collect();
}

byte[] table = TableWriter.Write(types);
using MemoryStream compressed = new();
Span<byte> length = stackalloc byte[sizeof(int)];
BinaryPrimitives.WriteInt32LittleEndian(length, table.Length);
compressed.Write(length);
using (BrotliStream stream = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
{
    stream.Write(table);
}

File.WriteAllBytes(args[0], compressed.ToArray());
Console.WriteLine($"{types.Aggregates.Count} structs and unions with {types.Aggregates.Sum(item => item.Members.Count)} members, {types.Enumerations.Count} enumerations; "
    + $"{table.Length} bytes, {compressed.Length} compressed");
