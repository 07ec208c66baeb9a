using System.Collections.Immutable;

namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>Reduces a failing method as long as it fails in the same way.</summary>
/// <param name="fails">Returns which candidates fail; candidates that do not compile as C# do not fail.</param>
internal sealed class Reducer(Func<IReadOnlyList<RandomMethod>, IReadOnlyList<bool>> fails)
{
    private const int CandidatesAtOnce = 24;
    private const int MaximumRounds = 120;

    public RandomMethod Reduce(RandomMethod method)
    {
        for (int round = 0; round < MaximumRounds; round++)
        {
            if (TryReduce(method) is not { } smaller)
            {
                break;
            }

            method = smaller;
        }

        return method;
    }

    private RandomMethod? TryReduce(RandomMethod method)
    {
        foreach (RandomMethod[] group in Candidates(method).Where(candidate => candidate.Size < method.Size).OrderBy(candidate => candidate.Size)
            .Chunk(CandidatesAtOnce))
        {
            IReadOnlyList<bool> results = fails(group);
            for (int i = 0; i < group.Length; i++)
            {
                if (results[i])
                {
                    return group[i];
                }
            }
        }

        return null;
    }

    private static IEnumerable<RandomMethod> Candidates(RandomMethod method)
    {
        for (int i = 0; i < method.Functions.Length; i++)
        {
            yield return method with { Functions = method.Functions.RemoveAt(i) };
            RandomFunction function = method.Functions[i];
            foreach (Node body in Smaller(function.Body))
            {
                yield return method with { Functions = method.Functions.SetItem(i, function with { Body = body }) };
            }
        }

        foreach (Node body in Smaller(method.Body))
        {
            yield return method with { Body = body };
        }
    }

    private static IEnumerable<Node> Smaller(Node node)
    {
        foreach (Node replacement in Replacements(node))
        {
            yield return replacement;
        }

        for (int i = 0; i < node.Parts.Length; i++)
        {
            if (node.Parts[i] is Node child)
            {
                foreach (Node smaller in Smaller(child))
                {
                    yield return node with { Parts = node.Parts.SetItem(i, smaller) };
                }
            }
        }
    }

    private static IEnumerable<Node> Replacements(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Block:
                for (int i = 0; i < node.Parts.Length; i++)
                {
                    yield return node with { Parts = node.Parts.RemoveAt(i) };
                }

                break;
            case NodeKind.Statement:
                foreach (Node child in node.Children.Where(child => child.Kind == NodeKind.Block))
                {
                    yield return child;
                }

                break;
            case NodeKind.Expression when node.Type == "bool":
                yield return node with { Parts = ["true"] };
                yield return node with { Parts = ["false"] };
                foreach (Node child in node.Children.Where(child => child.Type == "bool"))
                {
                    yield return child;
                }

                break;
            case NodeKind.Expression:
                yield return node with { Parts = ["0"] };
                yield return node with { Parts = ["1"] };
                foreach (Node child in Integers(node))
                {
                    yield return node with { Parts = [child] };
                    yield return node with { Parts = child.Parts };
                }

                break;
        }
    }

    private static IEnumerable<Node> Integers(Node node)
        => node.Children.SelectMany(child => child.Kind == NodeKind.Expression && child.Type != "bool" ? [child] : Integers(child));
}
