namespace Bpf.Objects.Symbols.Demangling;

/// <summary>The name of a function as written in its source.</summary>
/// <param name="Full">Everything the symbol encodes, which for templates includes the return type: <c>void ns::call&lt;int&gt;(int)</c>.</param>
/// <param name="Signature">Without the return type: <c>ns::Class::method(int) const</c>.</param>
/// <param name="Name">Without parameters: <c>ns::Class::method</c>.</param>
internal readonly record struct DemangledName(string Full, string Signature, string Name)
{
    /// <summary>Returns whether a symbol may have such a name.</summary>
    public static bool IsMangled(ReadOnlySpan<byte> symbol) => symbol.StartsWith("_Z"u8) || symbol.StartsWith("_R"u8);

    /// <summary>Returns whether a user's text looks like such a name. Symbols of Go, Crystal and Zig do too.</summary>
    public static bool IsMeantBy(string text)
        => text.Contains("::", StringComparison.Ordinal) || text.StartsWith("operator", StringComparison.Ordinal) || text.AsSpan().IndexOfAny("(<& ") >= 0;

    /// <summary>Demangles the name of a C++ (Itanium ABI) or Rust (v0 or legacy) symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <returns>The name; <see langword="null"/> for other symbols.</returns>
    public static DemangledName? Of(string symbol)
    {
        if (RustDemangler.Demangle(symbol) is { } rust)
        {
            return new(rust, rust, rust);
        }

        if (RustLegacyName.Demangle(symbol) is { } legacy)
        {
            return new(legacy, legacy, legacy);
        }

        return ItaniumDemangler.Demangle(symbol);
    }

    /// <summary>Removes the spaces on which writers of types differ: only those between words stay.</summary>
    public static string WithoutBlanks(string text)
    {
        if (!text.Contains(' '))
        {
            return text;
        }

        int length = 0;
        Span<char> result = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ' || (i > 0 && i + 1 < text.Length && IsWord(text[i - 1]) && IsWord(text[i + 1])))
            {
                result[length++] = text[i];
            }
        }

        return new string(result[..length]);

        static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
    }
}
