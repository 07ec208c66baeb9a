using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bpf.Symbols.Guest;

/// <summary>One of each: everything that has a name of its own in a stack of .NET code.</summary>
internal static class Workload
{
    private static readonly List<object> s_kept = [];

    public static object EmitMore()
    {
        List<object> more = [Emitted.Types(20), Emitted.Dynamic()];
        _ = Emitted.Run(more);
        return more;
    }

    public static async Task<object> RunAsync(int round, string? assembly)
    {
        if (round == 0)
        {
            s_kept.Add(Emitted.Dynamic());
            s_kept.Add(Emitted.Types(300));
            s_kept.Add(new Regex(@"(\w+)@(\w+)\.(com|org)", RegexOptions.Compiled));
            if (assembly is not null)
            {
                s_kept.AddRange(Loaded.FromBytes(assembly));
            }
        }

        int sum = Emitted.Run(s_kept) + Shapes.Run() + Names.Run() + Loops.Replaced(60_000);
        sum += ((Regex)s_kept[2]).Count("someone@example.org and nobody at nowhere dot com");
        sum += await Names.HandleAsync(3);
        await foreach (int value in Names.StreamAsync(3))
        {
            sum += value;
        }

        Person[] people = [.. Enumerable.Range(0, 20).Select(number => new Person($"p{number}", number, ["a", "b"]))];
        string json = JsonSerializer.Serialize(people);
        sum += JsonSerializer.Deserialize<Person[]>(json)!.Length;
        sum += people.Where(person => person.Age > 10).OrderBy(person => person.Name).GroupBy(person => person.Age % 7).Sum(group => group.Count());
        int[] numbers = [.. people.Select(person => person.Age ^ 5)];
        Array.Sort(numbers, (left, right) => right.CompareTo(left));
        Dictionary<string, List<int>> byName = [];
        foreach (Person person in people)
        {
            (byName.TryGetValue(person.Name, out List<int>? list) ? list : byName[person.Name] = []).Add(person.Age);
        }

        return (sum, people, byName, s_kept);
    }
}
