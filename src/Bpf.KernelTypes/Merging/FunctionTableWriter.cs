using System.Buffers.Binary;
using System.Text;
using Bpf.ReferenceKernels;

namespace Bpf.KernelTypes.Merging;

/// <summary>Writes what <see cref="KernelFunctionTable"/> reads.</summary>
internal static class FunctionTableWriter
{
    /// <param name="functions">The functions.</param>
    /// <param name="types">The types that they refer to, complete.</param>
    public static byte[] Write(MergedFunctions functions, MergedTypes types)
    {
        ByteWriter output = new();
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, KernelFunctionTable.Magic);
        output.Bytes(magic);
        output.Number(types.Types.Count);
        output.Number(functions.Names.Count);
        foreach (string name in functions.Names)
        {
            output.Text(name);
        }

        output.Parts([.. functions.Signatures.Select(SignatureBytes)]);
        output.Number(functions.Functions.Count);
        byte[] last = [];
        foreach ((string function, Dictionary<int, KernelSet> signatures) in functions.Functions)
        {
            byte[] name = Encoding.UTF8.GetBytes(function);
            int shared = name.AsSpan().CommonPrefixLength(last);
            output.Number(shared);
            output.Number(name.Length - shared);
            output.Bytes(name.AsSpan(shared));
            byte[] bytes = FunctionBytes(signatures);
            output.Number(bytes.Length);
            output.Bytes(bytes);
            last = name;
        }

        return output.ToArray();
    }

    private static byte[] SignatureBytes(MergedSignature signature)
    {
        ByteWriter writer = new();
        writer.Number(signature.Result);
        writer.Number((signature.Parameters.Count << 1) | (signature.IsVariadic ? 1 : 0));
        foreach ((int name, int type) in signature.Parameters)
        {
            writer.Number(name);
            writer.Number(type);
        }

        return writer.ToArray();
    }

    private static byte[] FunctionBytes(Dictionary<int, KernelSet> signatures)
    {
        ByteWriter writer = new();
        writer.Number(signatures.Count);
        foreach ((int signature, KernelSet kernels) in signatures.OrderBy(static item => item.Key))
        {
            writer.Number(signature);
            writer.Number(kernels.Bits);
        }

        return writer.ToArray();
    }
}
