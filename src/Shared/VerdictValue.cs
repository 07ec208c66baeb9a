namespace Bpf.Shared;

/// <summary>One number that a program may return, and what the kernel calls it.</summary>
internal readonly struct VerdictValue
{
    public VerdictValue(int number, string name)
    {
        Number = number;
        Name = name;
    }

    public int Number { get; }

    /// <summary>Name in the kernel's headers, or a word for what happens.</summary>
    public string Name { get; }
}
