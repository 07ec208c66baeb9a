// Writes the tables of kernel types and functions for eng/kernel-types.sh. Arguments: the two output files, the file of system calls, then the architecture,
// version, package and BTF file of each kernel.
using System.Buffers.Binary;
using System.IO.Compression;
using Bpf.ReferenceKernels;
using Bpf.KernelTypes.Merging;
using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;

const int ArgumentsPerKernel = 4;

string[][] systemCalls = [.. File.ReadLines(args[2]).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('\t'))];
MergedTypes types = new();
for (int i = 3; i < args.Length; i += ArgumentsPerKernel)
{
    BtfCollector collector = new(KernelBtf.LoadFile(args[i + 3]), types, types.Add(new ReferenceKernel(args[i], Version.Parse(args[i + 1]), args[i + 2])));
    collector.Collect();
    foreach (string[] call in systemCalls.Where(call => call[3].Split(',').Contains($"{args[i]}-{args[i + 1]}")))
    {
        collector.AddSystemCall($"sys_enter_{call[0]}", call[4]);
        collector.AddSystemCall($"sys_exit_{call[0]}", "long ret");
    }

    // The tracepoints of all system calls have an array.
    collector.AddSystemCall("sys_enter_*", string.Join(", ", Enumerable.Range(0, 6).Select(static i => $"unsigned long argument{i}")));
    collector.AddSystemCall("sys_exit_*", "long ret");
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
