using System.Runtime.CompilerServices;

namespace Bpf.Analyzers;

/// <summary>
/// What is found once and shared, as long as what it is about exists. The analyzers start at the same moment: one computes, the others wait. A canceled
/// computation is done again.
/// </summary>
/// <typeparam name="TAbout">What it is about.</typeparam>
/// <typeparam name="T">What is found.</typeparam>
internal sealed class Once<TAbout, T>
    where TAbout : class
    where T : class
{
    private readonly ConditionalWeakTable<TAbout, StrongBox<T?>> _found = new();

    /// <summary>Returns what was found, or finds it.</summary>
    public T Of(TAbout about, Func<T> find)
    {
        StrongBox<T?> box = _found.GetValue(about, static _ => new StrongBox<T?>());
        lock (box)
        {
            return box.Value ??= find();
        }
    }
}
