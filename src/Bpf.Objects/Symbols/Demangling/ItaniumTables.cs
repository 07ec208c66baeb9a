using System.Collections.Frozen;

namespace Bpf.Objects.Symbols.Demangling;

/// <summary>The codes of the Itanium C++ ABI, section 5.1.</summary>
internal static class ItaniumTables
{
    /// <summary>Types with one-letter codes.</summary>
    public static readonly FrozenDictionary<char, string> BuiltIn = new Dictionary<char, string>
    {
        ['v'] = "void", ['w'] = "wchar_t", ['b'] = "bool", ['c'] = "char", ['a'] = "signed char", ['h'] = "unsigned char", ['s'] = "short",
        ['t'] = "unsigned short", ['i'] = "int", ['j'] = "unsigned int", ['l'] = "long", ['m'] = "unsigned long", ['x'] = "long long",
        ['y'] = "unsigned long long", ['n'] = "__int128", ['o'] = "unsigned __int128", ['f'] = "float", ['d'] = "double", ['e'] = "long double",
        ['g'] = "__float128", ['z'] = "...",
    }.ToFrozenDictionary();

    /// <summary>Types with codes that begin with D.</summary>
    public static readonly FrozenDictionary<char, string> BuiltInBehindD = new Dictionary<char, string>
    {
        ['d'] = "decimal64", ['e'] = "decimal128", ['f'] = "decimal32", ['h'] = "half", ['i'] = "char32_t", ['s'] = "char16_t", ['u'] = "char8_t",
        ['a'] = "auto", ['c'] = "decltype(auto)", ['n'] = "decltype(nullptr)",
    }.ToFrozenDictionary();

    /// <summary>Parts of the standard library with codes that begin with S.</summary>
    public static readonly FrozenDictionary<char, ItaniumNode> Standard = new Dictionary<char, ItaniumNode>
    {
        ['a'] = InStandard("allocator"),
        ['b'] = InStandard("basic_string"),
        ['s'] = OfCharacters("basic_string", new TemplateNode(InStandard("allocator"), [new NameNode("char")])),
        ['i'] = OfCharacters("basic_istream"),
        ['o'] = OfCharacters("basic_ostream"),
        ['d'] = OfCharacters("basic_iostream"),
    }.ToFrozenDictionary();

    /// <summary>Operators with two-letter codes.</summary>
    public static readonly FrozenDictionary<string, string> Operators = new Dictionary<string, string>
    {
        ["nw"] = " new", ["na"] = " new[]", ["dl"] = " delete", ["da"] = " delete[]", ["ps"] = "+", ["ng"] = "-", ["ad"] = "&", ["de"] = "*",
        ["co"] = "~", ["pl"] = "+", ["mi"] = "-", ["ml"] = "*", ["dv"] = "/", ["rm"] = "%", ["an"] = "&", ["or"] = "|", ["eo"] = "^", ["aS"] = "=",
        ["pL"] = "+=", ["mI"] = "-=", ["mL"] = "*=", ["dV"] = "/=", ["rM"] = "%=", ["aN"] = "&=", ["oR"] = "|=", ["eO"] = "^=", ["ls"] = "<<",
        ["rs"] = ">>", ["lS"] = "<<=", ["rS"] = ">>=", ["eq"] = "==", ["ne"] = "!=", ["lt"] = "<", ["gt"] = ">", ["le"] = "<=", ["ge"] = ">=",
        ["ss"] = "<=>", ["nt"] = "!", ["aa"] = "&&", ["oo"] = "||", ["pp"] = "++", ["mm"] = "--", ["cm"] = ",", ["pm"] = "->*", ["pt"] = "->",
        ["cl"] = "()", ["ix"] = "[]", ["qu"] = "?", ["aw"] = " co_await",
    }.ToFrozenDictionary();

    /// <summary>Suffixes of integer constants, by the code of their type.</summary>
    public static readonly FrozenDictionary<char, string> ConstantSuffixes = new Dictionary<char, string>
    {
        ['i'] = "", ['j'] = "u", ['l'] = "l", ['m'] = "ul", ['x'] = "ll", ['y'] = "ull",
    }.ToFrozenDictionary();

    /// <summary>Descriptions of special functions and objects, by code.</summary>
    public static readonly FrozenDictionary<string, string> Special = new Dictionary<string, string>
    {
        ["TV"] = "vtable for ", ["TT"] = "VTT for ", ["TI"] = "typeinfo for ", ["TS"] = "typeinfo name for ", ["TW"] = "TLS wrapper function for ",
        ["TH"] = "TLS init function for ", ["GV"] = "guard variable for ",
    }.ToFrozenDictionary();

    private static ScopedNode InStandard(string name) => new(new NameNode("std"), new NameNode(name));

    private static TemplateNode OfCharacters(string name, params ItaniumNode[] further)
        => new(InStandard(name), [new NameNode("char"), new TemplateNode(InStandard("char_traits"), [new NameNode("char")]), .. further]);
}
