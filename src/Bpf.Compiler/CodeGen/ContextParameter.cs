using Bpf.Compiler.Values;

namespace Bpf.Compiler.CodeGen;

/// <summary>What is known of a parameter that refers to a place in the context of the program. A method is compiled once for each.</summary>
/// <param name="Offset">Bytes of the place from the start of the context.</param>
/// <param name="IsWritable">The program may change its context.</param>
/// <param name="ArrayStart">Bytes from the start of the array that the place lies in.</param>
/// <param name="ArraySize">Bytes of that array; 0 when it lies in none.</param>
internal sealed record ContextParameter(long Offset, bool IsWritable, long ArrayStart, int ArraySize)
{
    public static ContextParameter Of(ContextPlace place)
        => new(place.BaseOffset + place.Offset, place.IsWritable, place.Offset - place.ArrayOffset, place.ArraySize);
}
