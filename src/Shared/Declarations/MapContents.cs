namespace Bpf.Shared;

/// <summary>What user space can list of a map.</summary>
internal enum MapContents
{
    /// <summary>Nothing meaningful.</summary>
    None,

    /// <summary>Keys and their values.</summary>
    Entries,

    /// <summary>The next element.</summary>
    Elements,

    /// <summary>Stacks of addresses.</summary>
    Stacks,
}
