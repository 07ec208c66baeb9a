using Bpf.Compiler.Values;

namespace Bpf.Compiler.CodeGen;

/// <summary>A parameter that refers to a location in the program's context. A method is compiled once for each such combination.</summary>
/// <param name="Offset">Byte offset of the location from the start of the context.</param>
/// <param name="IsWritable">Whether the program may write to its context.</param>
/// <param name="ArrayStart">Byte offset from the start of the array that contains the location.</param>
/// <param name="ArraySize">Size of that array in bytes; 0 when there is none.</param>
internal sealed record ContextParameter(long Offset, bool IsWritable, long ArrayStart, int ArraySize)
{
    public static ContextParameter Of(ContextPlace place)
        => new(place.BaseOffset + place.Offset, place.IsWritable, place.Offset - place.ArrayOffset, place.ArraySize);
}
