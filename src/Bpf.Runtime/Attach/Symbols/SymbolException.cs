namespace Bpf.Runtime;

/// <summary>A function to probe is not in its file, or its name does not identify one function.</summary>
public sealed class SymbolException : BpfException
{
    internal SymbolException(string symbol, string path, Errno? errno, string advice)
        : base("find function", $"{path}:{symbol}", errno, advice)
    {
        Symbol = symbol;
        Path = path;
    }

    /// <summary>The requested function.</summary>
    public string Symbol { get; }

    /// <summary>The file that was searched.</summary>
    public string Path { get; }
}
