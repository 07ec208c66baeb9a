using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Demangling;
using Bpf.Objects.Symbols.Tables;

namespace Bpf.Symbols.Images;

/// <summary>Makes names for readers from the symbols of one image: demangled, and without the endings of parts and copies that compilers make.</summary>
internal sealed class ReadableNames
{
    private static readonly string[] s_endings = ["cold", "constprop", "isra", "part", "lto_priv", "llvm", "localalias"];
    private const string StubEnding = "@plt";
    private readonly NativeAotNames? _dotNet;

    private ReadableNames(NativeAotNames? dotNet) => _dotNet = dotNet;

    /// <summary>Returns the names of an image.</summary>
    public static ReadableNames Of(ElfFile file) => new(NativeAotNames.Of(file));

    /// <summary>Returns the name of a function for readers.</summary>
    public string NameOf(in ImageFunction function)
    {
        if (_dotNet is not null && _dotNet.Covers(function.Offset))
        {
            return _dotNet.NameOf(function.Name);
        }

        string raw = function.Name;
        string name = DemangledName.IsMangled(System.Text.Encoding.UTF8.GetBytes(raw)) && DemangledName.Of(raw) is { } demangled
            ? demangled.Name
            : WithoutEndings(raw);
        return (function.Kind & FunctionKind.Indirect) != 0 ? $"{name} [ifunc selector]"
            : function.Source == NameSource.LinkageTable ? name + StubEnding : name;
    }

    /// <summary>Returns the symbol of a function, which for a stub of the linkage table ends as other tools write it.</summary>
    public static string SymbolOf(in ImageFunction function) => function.Source == NameSource.LinkageTable ? function.Name + StubEnding : function.Name;

    // Copies of a function for some arguments (constprop, isra), its unlikely part (cold), a part of it (part), and local names made unique, each
    // perhaps with a number.
    private static string WithoutEndings(string name)
    {
        int length = name.Length;
        while (true)
        {
            int end = length;
            ReadOnlySpan<char> rest = name.AsSpan(0, end);
            int digits = rest.Length - rest.TrimEnd("0123456789").Length;
            if (digits > 0 && end - digits > 0 && name[end - digits - 1] == '.')
            {
                end -= digits + 1;
            }

            int dot = name.AsSpan(0, end).LastIndexOf('.');
            if (dot <= 0 || Array.IndexOf(s_endings, name[(dot + 1)..end]) < 0)
            {
                return name[..length];
            }

            length = dot;
        }
    }
}
