namespace Bpf.Runtime;

/// <summary>A function to probe is not in its file, or its name does not mean one function.</summary>
public sealed class SymbolException : BpfException
{
    internal SymbolException(string symbol, string path, Errno? errno, string advice)
        : base("find function", $"{path}:{symbol}", errno, advice)
    {
        Symbol = symbol;
        Path = path;
    }

    /// <summary>The function as asked for.</summary>
    public string Symbol { get; }

    /// <summary>The file that was searched.</summary>
    public string Path { get; }
}
