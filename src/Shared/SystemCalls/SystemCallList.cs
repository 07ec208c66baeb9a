using System.Collections.Generic;
using System.Globalization;

namespace Bpf.Shared;

/// <summary>The system calls of an architecture.</summary>
internal sealed class SystemCallList
{
    private readonly Dictionary<string, string> _functions = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<int, string> _names = [];

    private SystemCallList(string architecture, string table)
    {
        Architecture = architecture;
        foreach (string entry in table.Split(' '))
        {
            string[] parts = entry.Split(':');
            string[] names = parts[0].Split('/');
            int number = int.Parse(parts[1], CultureInfo.InvariantCulture);
            _functions.Add(names[0], names[names.Length - 1]);
            foreach (string name in names)
            {
                _numbers.Add(name, number);
            }

            _names.Add(number, names[0]);
        }
    }

    /// <summary>The lists of all architectures.</summary>
    public static IReadOnlyList<SystemCallList> All { get; } =
        [new("x86_64", SystemCallTable.X64), new("aarch64", SystemCallTable.Arm64)];

    /// <summary>The kernel's name of the architecture.</summary>
    public string Architecture { get; }

    /// <summary>The names of the kernel's functions.</summary>
    public IReadOnlyCollection<string> Functions => _functions.Values;

    /// <summary>Returns the name of the kernel's function for a name in user space; null when there is no such system call.</summary>
    public string? FunctionOf(string name) => _functions.TryGetValue(name, out string? function) ? function : null;

    /// <summary>Returns the number of a system call; null when there is no such system call.</summary>
    /// <param name="name">The name in user space, or that of the kernel's function.</param>
    public int? NumberOf(string name) => _numbers.TryGetValue(name, out int number) ? number : null;

    /// <summary>Returns the name in user space; null when there is no such system call.</summary>
    public string? NameOf(int number) => _names.TryGetValue(number, out string? name) ? name : null;
}
