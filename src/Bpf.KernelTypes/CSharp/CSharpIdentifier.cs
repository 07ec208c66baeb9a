using System.Collections.Frozen;

namespace Bpf.KernelTypes.CSharp;

/// <summary>Kernel names as C# identifiers.</summary>
internal static class CSharpIdentifier
{
    // Reserved words, and contextual keywords that cannot name a type.
    private static readonly FrozenSet<string> s_keywords = new[]
    {
        "abstract", "allows", "as", "async", "await", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "dynamic", "else", "enum", "event", "explicit", "extension", "extern", "false", "field", "file",
        "finally", "fixed", "float", "for", "foreach", "global", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long",
        "managed", "namespace", "new", "nint", "notnull", "nuint", "null", "object", "operator", "out", "override", "params", "partial", "private",
        "protected", "public", "readonly", "record", "ref", "required", "return", "sbyte", "scoped", "sealed", "short", "sizeof", "stackalloc", "static",
        "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unmanaged", "unsafe", "ushort", "using",
        "var", "virtual", "void", "volatile", "when", "where", "while", "with", "yield",
    }.ToFrozenSet();

    /// <summary>Returns whether the name is a C# keyword and needs an <c>@</c>.</summary>
    public static bool IsKeyword(string name) => s_keywords.Contains(name);

    /// <summary>Returns the name, with an <c>@</c> if it is a keyword.</summary>
    public static string Of(string name) => IsKeyword(name) ? "@" + name : name;

    /// <summary>Returns whether the name can be an identifier; names of Rust types cannot.</summary>
    public static bool IsPossible(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
