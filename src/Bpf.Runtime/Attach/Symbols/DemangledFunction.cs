using Bpf.Objects.Symbols.Demangling;
using Bpf.Objects.Symbols.Tables;
using Bpf.Symbols.Tables;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>A function with a demangled name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Offset">Offset in the file.</param>
internal readonly record struct DemangledFunction(DemangledName Name, ulong Offset)
{
    /// <summary>True for the unlikely part that the compiler split off a function, which nobody calls.</summary>
    public bool IsColdPart => Name.Full.EndsWith(" [clone .cold]", StringComparison.Ordinal);

    /// <summary>Returns the distinct functions of symbol tables that have demangled names.</summary>
    public static DemangledFunction[] Of(IEnumerable<FunctionTable> tables)
    {
        HashSet<DemangledFunction> functions = [];
        foreach (FunctionTable table in tables)
        {
            table.Visit((in FunctionSymbol function) =>
            {
                ReadOnlySpan<byte> symbol = function.Name;
                if (!function.IsIndirect && DemangledName.IsMangled(symbol)
                    && DemangledName.Of(System.Text.Encoding.UTF8.GetString(symbol[..VersionedName.BaseLength(symbol)])) is { } name)
                {
                    functions.Add(new(name, function.Offset));
                }
            });
        }

        return [.. functions.Where(function => !function.IsColdPart)];
    }

    /// <summary>Returns whether a text is exactly this function's name, with or without parameters: <c>ns::operator*</c>.</summary>
    public bool IsNamed(string text)
    {
        string wanted = DemangledName.WithoutBlanks(text);
        return wanted == DemangledName.WithoutBlanks(Name.Name)
            || (text.Contains('(') && (wanted == DemangledName.WithoutBlanks(Name.Signature) || wanted == DemangledName.WithoutBlanks(Name.Full)));
    }

    /// <summary>
    /// Returns whether a glob or plain name matches this function. Parameters count only when the text has them, blanks only between words.
    /// </summary>
    public bool IsMeantBy(string text)
    {
        byte[] pattern = Bytes(text);
        // A parenthesis may be part of the name: (anonymous namespace)::f, operator(), F<int (long)>::call.
        return SymbolPattern.Matches(pattern, Bytes(Name.Name))
            || (text.Contains('(') && (SymbolPattern.Matches(pattern, Bytes(Name.Signature)) || SymbolPattern.Matches(pattern, Bytes(Name.Full))));

        static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(DemangledName.WithoutBlanks(text));
    }
}
