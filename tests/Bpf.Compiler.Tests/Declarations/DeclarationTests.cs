namespace Bpf.Compiler.Tests.Declarations;

/// <summary>The editor, the compiler and the skeleton agree on declarations: each fact of the declaration model has one reader's answer.</summary>
public sealed class DeclarationTests
{
    public static TheoryData<DeclarationCase> Cases => new(DeclarationCases.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AllToolsAgree(DeclarationCase declaration)
    {
        DeclarationAnswers answers = await DeclarationAnswers.Of(declaration.Members, TestContext.Current.CancellationToken);
        string errors = declaration.Errors;
        string variables = errors.Length == 0 ? declaration.Variables : "";
        Assert.Equal(
            new DeclarationAnswers(errors, errors, errors.Length == 0 ? variables : answers.Skeleton, variables),
            answers);
    }
}
