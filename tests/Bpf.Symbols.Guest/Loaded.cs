using System.Reflection;
using System.Runtime.Loader;

namespace Bpf.Symbols.Guest;

/// <summary>The same assembly again, from bytes: once for good and once in a context that could be unloaded.</summary>
internal static class Loaded
{
    private static readonly List<AssemblyLoadContext> s_contexts = [];

    public static IEnumerable<object> FromBytes(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        AssemblyLoadContext context = new("collectible", isCollectible: true);
        s_contexts.Add(context);
        foreach (Assembly assembly in (Assembly[])[Assembly.Load(bytes), context.LoadFromStream(new MemoryStream(bytes))])
        {
            yield return assembly.GetType("Bpf.Symbols.Guest.Loops")!.GetMethod(nameof(Loops.Replaced))!.CreateDelegate<Func<int, int>>();
        }
    }
}
