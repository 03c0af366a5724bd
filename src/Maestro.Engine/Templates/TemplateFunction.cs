namespace Maestro.Engine.Templates;

/// <summary>A filter or a function that a program gives to the templates of environment files.</summary>
/// <remarks>
/// A value is null, a <see cref="bool"/>, a <see cref="long"/>, a <see cref="double"/>, a <see cref="string"/>,
/// an <c>IReadOnlyList&lt;object?&gt;</c>, or an <c>IReadOnlyDictionary&lt;string, object?&gt;</c> in the order of the template.
/// A result may be any number, sequence or dictionary of .NET whose items are such values and whose keys are texts.
/// An exception becomes an error at the place of the template, with its message. What is undefined in the template never arrives,
/// unless the template is lenient: then it is null.
/// </remarks>
/// <param name="arguments">What the template hands over; to a filter, first the value that is in front of the <c>|</c>.</param>
/// <returns>What the template gets.</returns>
public delegate object? TemplateFunction(IReadOnlyList<object?> arguments);
