using System.Globalization;
using System.Linq;

namespace Bpf.Shared;

/// <summary>The meaning of a program kind's return value to the kernel, and the C# types that can express it.</summary>
internal sealed class ProgramVerdict
{
    public ProgramVerdict(string type, string description, VerdictValue[] values)
    {
        Type = type;
        Description = description;
        Values = values;
    }

    /// <summary>Full name of the preferred C# type: the kind's enum, <c>bool</c> or <c>int</c>.</summary>
    public string Type { get; }

    /// <summary>What to return, worded as the end of a sentence.</summary>
    public string Description { get; }

    /// <summary>The meaningful numbers; empty when all are, or none.</summary>
    public VerdictValue[] Values { get; }

    /// <summary>The lowest number that means something, where <see cref="Values"/> is empty.</summary>
    public long Lowest { get; init; } = long.MinValue;

    /// <summary>The highest number that means something, where <see cref="Values"/> is empty.</summary>
    public long Highest { get; init; } = long.MaxValue;

    /// <summary>True when <c>bool</c> is allowed: <c>true</c> and <c>false</c> mean to the kernel what 1 and 0 do.</summary>
    public bool TakesBool { get; init; }

    /// <summary>True when <c>void</c> is allowed: such a method returns <see cref="Default"/>, with the expected meaning.</summary>
    public bool TakesVoid { get; init; }

    /// <summary>The number of a method that returns nothing, and of a program that ends because a check of the framework fails.</summary>
    public int Default { get; init; }

    /// <summary>True when only the caller interprets the number, so it may be the verdict of another kind.</summary>
    public bool TakesOtherVerdicts { get; init; }

    /// <summary>The C# expression for <c>true</c> of a method that returns <c>bool</c> by mistake, and for the end of one that returns nothing.</summary>
    public string Yes { get; init; } = "1";

    /// <summary>The C# expression for <c>false</c> of a method that returns <c>bool</c> by mistake.</summary>
    public string No { get; init; } = "0";

    /// <summary>Returns true for a number that the kernel understands.</summary>
    public bool Allows(long number)
        => Values.Length == 0 ? number >= Lowest && number <= Highest : Values.Any(value => value.Number == number);

    /// <summary>Returns the kernel's name for a number; null when it has no meaning.</summary>
    public string? NameOf(int number) => Values.Where(value => value.Number == number).Select(static value => value.Name).FirstOrDefault();

    /// <summary>Lists the numbers with their names, for messages.</summary>
    public string List() => Values.Length == 0
        ? string.Format(CultureInfo.InvariantCulture, "{0} to {1}", Lowest, Highest)
        : string.Join(", ", Values.Select(static value => $"{value.Number.ToString(CultureInfo.InvariantCulture)} ({value.Name})"));

    /// <summary>Returns why a return type is wrong, worded as the end of a sentence; null when it can express the verdict.</summary>
    /// <param name="type">Full name of the type; <c>void</c>, <c>bool</c> and <c>int</c> for those.</param>
    public string? Fault(string type) => type switch
    {
        "int" => null,
        "void" => TakesVoid ? null : $"without a result the kernel gets 0{Meaning(0)}",
        "bool" => TakesBool ? null : $"true is 1{Meaning(1)}, false is 0{Meaning(0)}",
        _ => type == Type || TakesOtherVerdicts || !ProgramVerdicts.IsVerdictType(type) ? null : "that is the verdict of another kind of program",
    };

    private string Meaning(int number) => NameOf(number) is { } name ? $" ({name})" : "";
}
